/** Letters and pushes, for support and administrators: seen by the registry's role, counts and ids only. */
import type { FastifyInstance } from "fastify";
import { isUuid } from "../../basics/uuid.ts";
import { deadLetters, outsideState, retryDead } from "../../notify/delivery/state.ts";
import { paths } from "../paths.ts";
import { StaffNoticesPage } from "../staff/notices.tsx";
import type { PagesDeps } from "./deps.ts";
import { staffPage } from "./visit.ts";

export function staffNoticesRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { outside, clock } = deps;
  const { sql } = outside.database;

  app.get(
    paths.staff.notices(),
    staffPage(deps, "see-service", async ({ viewer, request }) => {
      const { done } = request.query as { done?: string };
      const [state, dead] = await Promise.all([outsideState(sql, clock()), deadLetters(sql)]);
      return StaffNoticesPage({
        viewer,
        view: {
          channels: [
            { channel: "email", on: outside.post !== null, counts: state.counts.email },
            { channel: "push", on: outside.push !== null, counts: state.counts.push },
          ],
          oldestDue: state.oldestDue,
          late: state.late,
          unrouted: state.unrouted,
          dead: dead.map((row) => ({
            id: row.delivery_id,
            channel: row.channel,
            reason: row.reason,
            attempts: row.attempt,
            dueAt: row.due_at,
            endedAt: row.ended_at,
          })),
          retried: /^\d{1,7}$/.test(done ?? "") ? Number(done) : null,
        },
      });
    }),
  );
  app.post(
    paths.staff.retryNotice(),
    staffPage(deps, "retry-delivery", async ({ reply }) => {
      const retried = await retryDead(outside.database, null, clock());
      return () => reply.redirect(paths.staff.notices(retried), 303);
    }),
  );
  app.post<{ Params: { delivery: string } }>(
    "/staff/notices/:delivery/retry",
    staffPage(deps, "retry-delivery", async ({ request, reply }) => {
      const { delivery } = request.params as { delivery: string };
      const retried = isUuid(delivery) ? await retryDead(outside.database, delivery, clock()) : 0;
      return () => reply.redirect(paths.staff.notices(retried), 303);
    }),
  );
}
