/** POST /api/v1/care-records: «сведения об оказанной медицинской помощи». */
import { Type } from "@sinclair/typebox";
import { CareRecord, receiveCareRecord } from "../../intake/care-record.ts";
import type { ApiDeps } from "./deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { bodyRefusals, Problem, refusals } from "./schemas.ts";

export function careRecordsEndpoint(deps: ApiDeps): Endpoint {
  return {
    method: "POST",
    path: "/api/v1/care-records",
    summary: "Tell of a visit",
    description:
      "Idempotent by localUid: the same visit again gives the same answer; another under the same localUid is 409.",
    secured: true,
    body: { type: "json", schema: CareRecord },
    answers: {
      200: {
        description: "Recorded",
        schema: Type.Object({
          id: Type.String({ format: "uuid" }),
          localUid: Type.String(),
          state: Type.Literal("recorded"),
        }),
      },
      ...refusals,
      409: { description: "Same localUid, another visit", schema: Problem },
      ...bodyRefusals,
      422: { description: "The person could not be told for certain, or a value is wrong", schema: Problem },
    },
    async handle(request) {
      const sender = await deps.clients.sender(request.headers.authorization, deps.intake.clock());
      return receiveCareRecord(deps.intake, sender, request.body as CareRecord);
    },
  };
}
