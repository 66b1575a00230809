/** POST /api/v1/documents: a signed document comes in. */
import { type Static, Type } from "@sinclair/typebox";
import type { FastifyRequest } from "fastify";
import { startsAsPdf } from "../../basics/pdf-mark.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Parcel } from "../../intake/parcel.ts";
import { receive, receiveAndDecide, type Sender } from "../../intake/receive.ts";
import type { ApiDeps } from "./deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { bodyRefusals, Problem, refusals, Submission } from "./schemas.ts";
import { awaitDecision, waitSeconds } from "./wait.ts";

const Headers = Type.Object({
  "idempotency-key": Type.String({ description: "localUid of the document: a UUID" }),
  prefer: Type.Optional(Type.String({ description: "`wait=20`: answer when decided, at most so many seconds" })),
});

const MAX_SIGNATURE_BYTES = 1024 * 1024;
const MAX_METADATA_BYTES = 64 * 1024;

export function documentsEndpoint(deps: ApiDeps): Endpoint {
  return {
    method: "POST",
    path: "/api/v1/documents",
    summary: "Submit a signed document",
    description:
      "Stored durably, then answered 202 with the submission. Same key and bytes: the same answer again; same key, other bytes: 409. " +
      "A document that cannot be read is refused at once (422, all faults) and nothing of it is stored.",
    secured: true,
    headers: Headers,
    body: {
      type: "multipart",
      schema: Type.Object({
        document: Type.String({ format: "binary", description: "СЭМД: CDA R2 XML, or PDF/A (application/pdf)" }),
        signature: Type.Array(Type.String({ format: "binary" }), {
          description: "Detached CMS/CAdES: the doctor's, then the organisation's",
        }),
        metadata: Type.Optional(Type.String({ format: "binary", description: "JSON, only beside a PDF" })),
      }),
    },
    answers: {
      200: { description: "Decided", schema: Submission },
      202: { description: "Received; ask /api/v1/submissions/{id}", schema: Submission },
      ...refusals,
      409: { description: "Same key, other bytes", schema: Problem },
      ...bodyRefusals,
      422: { description: "Cannot be read; see faults", schema: Problem },
      503: { description: "Too busy; repeat with the same key", schema: Problem },
    },
    async handle(request, reply) {
      const sender = await deps.clients.sender(request.headers.authorization, deps.intake.clock());
      const { "idempotency-key": localUid, prefer } = request.headers as Static<typeof Headers>;
      const parcel = await readMultipart(request);
      const seconds = waitSeconds(prefer?.match(/\bwait=(\d+)/)?.[1]);
      const submission =
        seconds > 0
          ? await decideNow(deps, request, sender, localUid, parcel, seconds)
          : await receive(deps.intake, sender, localUid, parcel);
      reply
        .code(submission.state === "received" ? 202 : 200)
        .header("location", `/api/v1/submissions/${submission.id}`);
      return submission;
    },
  };
}

/** Who waits is served at once, by this process; a twin that is still being decided elsewhere is waited for. */
async function decideNow(
  deps: ApiDeps,
  request: FastifyRequest,
  sender: Sender,
  localUid: string,
  parcel: Parcel,
  seconds: number,
) {
  const submission = await receiveAndDecide(deps.intake, sender, localUid, parcel, (error) =>
    request.log.error({ err: error }, "deciding at once failed; the queued job will"),
  );
  return submission.state === "received"
    ? awaitDecision(deps, sender.organisationOid, submission.id, seconds)
    : submission;
}

async function readMultipart(request: FastifyRequest): Promise<Parcel> {
  if (!request.isMultipart()) {
    throw new Refusal("unsupported", "MULTIPART", {
      ru: "Отправьте multipart/form-data с полями document и signature",
      en: "Send multipart/form-data with the fields document and signature",
    });
  }
  let document: Parcel["document"] | null = null;
  let metadata: Buffer | null = null;
  const signatures: Buffer[] = [];
  for await (const { part, bytes } of partsOf(request)) {
    if (part.fieldname === "document" && !document) {
      const pdf = part.mimetype === "application/pdf" || startsAsPdf(bytes);
      document = { bytes, mediaType: pdf ? "application/pdf" : "application/xml" };
    } else if (part.fieldname === "signature") {
      signatures.push(limited(bytes, MAX_SIGNATURE_BYTES));
    } else if (part.fieldname === "metadata" && !metadata) {
      metadata = limited(bytes, MAX_METADATA_BYTES);
    } else {
      throw new Refusal("misshapen", "FIELD", {
        ru: "Допустимы поля: один document, несколько signature, один metadata",
        en: "The fields are: one document, several signature, one metadata",
      });
    }
  }
  if (!document || document.bytes.length === 0) {
    throw new Refusal("misshapen", "NO_DOCUMENT", { ru: "Нет поля document", en: "There is no document field" });
  }
  return { document, signatures, metadata };
}

/** The reader's own complaints (no boundary, an end that never came) are about what was sent. */
async function* partsOf(request: FastifyRequest) {
  try {
    for await (const part of request.parts()) {
      yield { part, bytes: part.type === "file" ? await part.toBuffer() : Buffer.from(String(part.value)) };
    }
  } catch (error) {
    if (error instanceof Error && "statusCode" in error) throw error; // says of itself what it is
    throw new Refusal("misshapen", "MULTIPART", {
      ru: "Тело запроса не читается как multipart/form-data",
      en: "The body cannot be read as multipart/form-data",
    });
  }
}

function limited(bytes: Buffer, most: number): Buffer {
  if (bytes.length <= most) return bytes;
  throw new Refusal("too-large", "TOO_LARGE", {
    ru: `Поле больше ${most} байт`,
    en: `The field is over ${most} bytes`,
  });
}
