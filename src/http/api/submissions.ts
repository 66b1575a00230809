/** GET /api/v1/submissions/{id}: what became of a document that was sent. */
import { type Static, Type } from "@sinclair/typebox";
import type { ApiDeps } from "./deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { Problem, refusals, Submission } from "./schemas.ts";
import { awaitDecision, waitSeconds } from "./wait.ts";

const Params = Type.Object({ id: Type.String({ format: "uuid" }) });
const Query = Type.Object({
  wait: Type.Optional(Type.String({ pattern: "^\\d{1,3}$", description: "Seconds, at most 20" })),
});

export function submissionsEndpoint(deps: ApiDeps): Endpoint {
  return {
    method: "GET",
    path: "/api/v1/submissions/:id",
    summary: "State of a submission",
    description: "`wait=20` answers as soon as the submission is decided, at most after so many seconds.",
    secured: true,
    params: Params,
    query: Query,
    answers: {
      200: { description: "The submission", schema: Submission },
      ...refusals,
      404: { description: "Not yours, or none", schema: Problem },
    },
    async handle(request) {
      const sender = await deps.clients.sender(request.headers.authorization, deps.intake.clock());
      const { id } = request.params as Static<typeof Params>;
      const { wait } = request.query as Static<typeof Query>;
      return awaitDecision(deps, sender.organisationOid, id, waitSeconds(wait));
    },
  };
}
