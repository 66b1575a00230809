/** Is the house well? For the machine that keeps it running; says nothing of anybody. */
import type { FastifyInstance } from "fastify";

type PartState = "ok" | "degraded" | "failing";

/** One part that must work, by name; throws when it does not. Degraded: it lacks something, and the house works on. */
export interface Vital {
  readonly name: string;
  readonly check: () => Promise<void> | Promise<"degraded" | undefined> | void | "degraded";
}

export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, PartState>>;
}

export async function readiness(vitals: readonly Vital[]): Promise<Readiness> {
  const parts: Record<string, PartState> = {};
  await Promise.all(
    vitals.map(async ({ name, check }) => {
      parts[name] = await Promise.race([
        Promise.resolve()
          .then(check)
          .then((found) => found ?? ("ok" as const)),
        new Promise<"failing">((resolve) => setTimeout(resolve, 2000, "failing").unref()),
      ]).catch(() => "failing" as const);
    }),
  );
  return { ready: !Object.values(parts).includes("failing"), parts };
}

export function healthRoutes(app: FastifyInstance, vitals: readonly Vital[]): void {
  app.get("/healthz", { config: { open: true } }, async () => ({ state: "alive" }));
  app.get("/readyz", { config: { open: true } }, async (_request, reply) => {
    const state = await readiness(vitals);
    return reply.code(state.ready ? 200 : 503).send(state);
  });
}
