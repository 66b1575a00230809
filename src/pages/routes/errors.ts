/** What did not work, as a page: the reason in plain words, the next step, and a code for support only. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refusalOf, sendProblem, statusOf } from "../../http/problem.ts";
import { type FailureKind, FailurePage } from "../guest/failure.tsx";
import type { PagesDeps } from "./deps.ts";
import { languageOf, show, subjectOf, viewerOf } from "./visit.ts";

/** Programs get problem+json, browsers a page. */
export function errorPages(app: FastifyInstance, deps: PagesDeps): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (!isBrowser(request)) return sendProblem(error, request, reply);
    return failurePage(deps, error, request, reply);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const error = Object.assign(new Error("no such address"), { statusCode: 404, code: "NO_SUCH_ADDRESS" });
    if (!isBrowser(request)) return sendProblem(error, request, reply);
    return failurePage(deps, error, request, reply);
  });
}

async function failurePage(deps: PagesDeps, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const refusal = refusalOf(error);
  if (!refusal || refusal.kind === "unavailable") request.log.error({ err: error }, "our fault");
  const subject = await subjectOf(deps, request).catch(() => null);
  const viewer = viewerOf(deps, request, subject);
  const view = {
    what: whatOf(refusal?.kind ?? null, refusal?.code ?? ""),
    text: refusal && own.has(refusal.code) ? refusal.words[languageOf(request)] : null,
    code: refusal?.code ?? request.id,
  };
  return show(reply, FailurePage({ viewer, view }), refusal ? statusOf[refusal.kind] : 500);
}

/** Refusals whose own words say more than the page's. */
const own = new Set([
  "KIND_NOT_SHOWN",
  "ISSUED_EARLIER",
  "ERASED",
  "ERASURE_OWN",
  "ERASURE_LOGIN",
  "ERASURE_OVER",
  "ERASURE_DONE",
  "ERASURE_NOT_SEALED",
  "ROLE",
  "FILE_UNSAFE",
  "NO_FILE",
  "NO_COVER",
  "TOO_MANY_APPEALS",
  "TOO_MANY_TODAY",
  "NOT_AMONG_SIGNERS",
  "CANNOT_CORRECT_HERE",
  "ORGANISATION_INCOMPLETE",
  "DRAFT_FROZEN",
  "DRAFT_NOT_FROZEN",
  "NO_POST",
]);

function whatOf(kind: keyof typeof statusOf | null, code: string): FailureKind {
  if (code === "NO_DOCUMENT") return "document-not-found";
  if (code === "KIND_NOT_SHOWN" || code === "ISSUED_EARLIER") return "not-shown";
  if (code === "STALE_FORM") return "stale-form";
  switch (kind) {
    case "not-found":
      return "not-found";
    case "not-allowed":
      return "denied";
    case "unauthenticated":
      return "signed-out";
    case "gone":
      return "gone";
    case "unavailable":
      return "unavailable";
    case null:
      return "failed";
    default:
      return "misshapen";
  }
}

function isBrowser(request: FastifyRequest): boolean {
  const { url } = request;
  if (/^\/(api|oauth|demo\/sign|healthz|readyz|metrics|log)(\/|$|\?)/.test(url)) return false;
  return (request.headers.accept ?? "").includes("text/html");
}
