/** What the log says of the window: ids and codes, never a name, an address or a token. */
import type { FastifyBaseLogger } from "fastify";
import type { Subject } from "../../access/subject.ts";
import type { Refusal } from "../../basics/refusal.ts";

export function loggedIn(log: FastifyBaseLogger, { accountId, level }: Subject): void {
  log.info({ event: "logged-in", accountId, level }, "somebody logged in");
}

export function tookRole(log: FastifyBaseLogger, { accountId, role, staffId }: Subject): void {
  log.info({ event: "took-role", accountId, role, staffId }, "somebody took a role");
}

export function loggedOut(log: FastifyBaseLogger, { accountId, role }: Subject): void {
  log.info({ event: "logged-out", accountId, role }, "somebody logged out");
}

/** Of the technical reason only its kind: what a provider answers may hold a person. */
export function loginRefused(log: FastifyBaseLogger, { code, cause }: Refusal): void {
  const reason = cause instanceof Error ? { reason: cause.name, because: codeOf(cause) } : {};
  log.warn({ event: "login-refused", code, ...reason }, "a login came to nothing");
}

/** openid-client's own code, such as OAUTH_JWT_CLAIM_COMPARISON_FAILED, or the error of the provider's answer. */
function codeOf(cause: Error & { code?: unknown; error?: unknown }): string | undefined {
  const [said] = [cause.error, cause.code].filter((one) => typeof one === "string" && /^[\w.-]{1,80}$/.test(one));
  return said === undefined ? undefined : String(said);
}
