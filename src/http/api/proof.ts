/** GET /api/v1/documents/{number}/proof: the receipt of a document that the organisation sent. */
import { type Static, Type } from "@sinclair/typebox";
import { Refusal } from "../../basics/refusal.ts";
import { parseNumber } from "../../registry/number.ts";
import { receiptOf, sentUnder } from "../../registry/receipt.ts";
import type { ApiDeps } from "./deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { Problem, refusals } from "./schemas.ts";
import { waitSeconds } from "./wait.ts";

const Params = Type.Object({ number: Type.String({ maxLength: 40 }) });
const Headers = Type.Object({
  prefer: Type.Optional(Type.String({ description: "`wait=3`: answer when it is sealed, at most so many seconds" })),
});

/** The sealer works in another process, perhaps; nobody wakes us. */
const LOOK_EVERY_MS = 100;

export function proofEndpoint(deps: ApiDeps): Endpoint {
  return {
    method: "GET",
    path: "/api/v1/documents/:number/proof",
    summary: "Receipt of a registered document",
    description:
      "A text of the format C2SP tlog-proof v1: the record with its salt, its place in the log, and the signed checkpoint. " +
      "Keep it with the document: together they prove that it was registered, and when, without asking us. " +
      "A document is sealed about a second after its registration; until then 404 with Retry-After.",
    secured: true,
    params: Params,
    headers: Headers,
    answers: {
      200: { description: "The receipt, text/plain", schema: Type.String(), media: "text/plain" },
      ...refusals,
      404: {
        description: "Not yours, or none (NO_DOCUMENT); or not sealed yet (NOT_SEALED, with Retry-After)",
        schema: Problem,
      },
      410: { description: "A court had it erased (ERASED)", schema: Problem },
    },
    async handle(request, reply) {
      const sender = await deps.clients.sender(request.headers.authorization, deps.intake.clock());
      const { number } = request.params as Static<typeof Params>;
      const { prefer } = request.headers as Static<typeof Headers>;
      const receipt = await awaitReceipt(
        deps,
        sender.organisationOid,
        number,
        waitSeconds(prefer?.match(/\bwait=(\d+)/)?.[1]),
      );
      if (!receipt) {
        reply.header("retry-after", "1");
        throw new Refusal("not-found", "NOT_SEALED", {
          ru: "Документ зарегистрирован, но ещё не запечатан в журнале: повторите через секунду",
          en: "The document is registered, but not sealed in the log yet: repeat in a second",
        });
      }
      reply
        .type("text/plain; charset=utf-8")
        .header("content-disposition", `attachment; filename="${parseNumber(number)}.tlog-proof"`);
      return Buffer.from(receipt);
    },
  };
}

async function awaitReceipt(deps: ApiDeps, organisationOid: string, numberText: string, seconds: number) {
  const { sql } = deps.intake.database;
  const number = parseNumber(numberText);
  const found = number && (await sentUnder(sql, organisationOid, number));
  if (!found) {
    throw new Refusal("not-found", "NO_DOCUMENT", {
      ru: "Такого документа у вас нет",
      en: "You have no such document",
    });
  }
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const receipt = await receiptOf(sql, found.patientId, found.documentId, "latest");
    const left = until - Date.now();
    if (receipt || left <= 0) return receipt;
    await deps.waiters.wait(`seal ${found.documentId}`, Math.min(left, LOOK_EVERY_MS));
  }
}
