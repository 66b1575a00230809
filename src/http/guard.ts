/**
 * Deny by default, held at the door: an answer leaves only if its route is open to everyone or if the policy was asked
 * and permitted. A route that forgets to ask answers 500 to everybody, and its test fails.
 */
import type { FastifyInstance } from "fastify";
import { Refusal } from "../basics/refusal.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers anyone, and shows nothing of anybody. */
    open?: boolean;
  }
  interface FastifyRequest {
    /** The policy permitted what this request is about to show. */
    permitted: boolean;
  }
}

export function holdTheDoor(app: FastifyInstance): void {
  app.decorateRequest("permitted", false);
  app.addHook("onSend", async (request, reply, payload) => {
    const shows = reply.statusCode < 300;
    const open = request.routeOptions.config?.open === true || request.is404;
    if (!shows || open || request.permitted) return payload;
    request.log.error({ route: request.routeOptions.url }, "a route answered without asking the policy");
    reply.code(500).type("text/plain; charset=utf-8");
    return "";
  });
}

/** PostgreSQL knows no NUL, and no address or form of ours has one. @throws Refusal "misshapen" NUL */
export function refuseNul(values: readonly unknown[]): void {
  if (!values.some((value) => typeof value === "string" && value.includes("\0"))) return;
  throw new Refusal("misshapen", "NUL", { ru: "В запросе есть символ NUL", en: "The request holds a NUL character" });
}

/** Routes that show nothing of anybody before they know who asks: the login, the demo's provider. */
export async function openToAll(
  app: FastifyInstance,
  routes: (open: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await app.register(async (open) => {
    open.addHook("onRoute", (route) => {
      route.config = { ...route.config, open: true };
    });
    await routes(open);
  });
}
