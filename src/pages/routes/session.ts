/** How long the session still lasts, and that it may go on. */
import type { FastifyInstance } from "fastify";
import { decide } from "../../access/policy.ts";
import { SessionPage } from "../login/session.tsx";
import { paths } from "../paths.ts";
import type { PagesDeps } from "./deps.ts";
import { show, subjectOf, viewerOf } from "./visit.ts";

export function sessionRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(paths.session(), async (request, reply) => {
    const subject = await subjectOf(deps, request);
    if (!subject) return reply.redirect(paths.login(), 303);
    request.permitted = decide(subject, "see-own-account", { consented: false }).permit;
    return show(reply, SessionPage({ viewer: viewerOf(deps, request, subject) }));
  });
  // For the page's own script, which asks before it warns: this alone keeps no session open.
  app.get(paths.sessionLeft(), { config: { open: true } }, async (request, reply) => {
    const now = deps.clock();
    const end = await deps.sessions.endOf(deps.cookies.session(request), now);
    return reply.send({ left: end ? Math.round((end.getTime() - now.getTime()) / 1000) : 0 });
  });
}
