/** The cookies of the window: the session, the ten minutes of a login, the hour of a form that came too late. */
import type { CookieSerializeOptions } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface WindowCookies {
  /** What the browser sent; not yet proved to be anybody. */
  session(request: FastifyRequest): string | undefined;
  keepSession(reply: FastifyReply, value: string): void;
  dropSession(reply: FastifyReply): void;
  /** The secret that binds a login to the browser in which it began. */
  attempt(request: FastifyRequest): string | undefined;
  keepAttempt(reply: FastifyReply, value: string): void;
  dropAttempt(reply: FastifyReply): void;
  /** Which browser it was whose form came after its session had ended. */
  form(request: FastifyRequest): string | undefined;
  keepForm(reply: FastifyReply, value: string): void;
}

/**
 * `publicUrl`: where people reach us. With https the names begin with `__Host-`: a browser then takes them only over
 * TLS, from this very host, for the whole of it, so that no neighbour under the same domain can plant one (RFC 6265bis).
 * `Lax` and not `Strict`: the identity provider leads back to us from another site.
 * Needs `@fastify/cookie` registered.
 */
export function windowCookies(publicUrl: string): WindowCookies {
  const secure = publicUrl.startsWith("https:");
  const named = (name: string) => (secure ? `__Host-${name}` : name);
  const session = named("medkarta");
  const attempt = named("medkarta-login");
  const form = named("medkarta-form");
  const armour: CookieSerializeOptions = { path: "/", httpOnly: true, sameSite: "lax", secure };
  return {
    session: (request) => request.cookies[session],
    // No Max-Age: it ends with the browser, or at the server's word.
    keepSession: (reply, value) => void reply.setCookie(session, value, armour),
    dropSession: (reply) => void reply.clearCookie(session, armour),
    attempt: (request) => request.cookies[attempt],
    keepAttempt: (reply, value) => void reply.setCookie(attempt, value, { ...armour, maxAge: 600 }),
    dropAttempt: (reply) => void reply.clearCookie(attempt, armour),
    form: (request) => request.cookies[form],
    keepForm: (reply, value) => void reply.setCookie(form, value, { ...armour, maxAge: 3600 }),
  };
}
