/** One file turns a refusal into HTTP (RFC 9457 problem+json). Our own faults say nothing but a reference. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Fault } from "../basics/fault.ts";
import { Refusal, type RefusalKind } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";
import { isDatabaseAway } from "../db/away.ts";

export const statusOf = {
  misshapen: 400,
  unauthenticated: 401,
  "not-allowed": 403,
  "not-found": 404,
  conflict: 409,
  gone: 410,
  "too-large": 413,
  unsupported: 415,
  invalid: 422,
  unavailable: 503,
} satisfies Record<RefusalKind, number>;

export interface Problem {
  readonly type: "about:blank";
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly words: Words;
  /** Only a document that could not be read is refused at once; nothing of it is stored. */
  readonly state?: "refused";
  readonly faults?: readonly Fault[];
  readonly reference?: string;
}

/** Any error as a Refusal: the framework's own errors are the caller's mistakes, all else is ours and is null. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isDatabaseAway(error)) {
    return new Refusal("unavailable", "TRY_AGAIN", {
      ru: "Сервис перезапускается. Повторите запрос с тем же ключом через несколько секунд: ничего не потеряется и не задвоится",
      en: "The service is restarting. Repeat the request with the same key in a few seconds: nothing is lost or doubled",
    });
  }
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (statusCode === undefined || statusCode >= 500) return null;
  const kind: RefusalKind =
    statusCode === 413
      ? "too-large"
      : statusCode === 415
        ? "unsupported"
        : statusCode === 404
          ? "not-found"
          : "misshapen";
  const said = message ?? "";
  return new Refusal(kind, code ?? "REQUEST", {
    ru: `Запрос составлен неверно: ${said}`,
    en: `The request is misshapen: ${said}`,
  });
}

function problemOf(error: unknown, reference: string): Problem {
  const refusal = refusalOf(error);
  if (!refusal) {
    return {
      type: "about:blank",
      status: 500,
      title: "Our fault",
      detail: `Внутренняя ошибка. Повторите запрос с тем же ключом; если не поможет, сообщите номер ${reference}`,
      code: "INTERNAL_ERROR",
      words: { ru: `Внутренняя ошибка, номер ${reference}`, en: `Internal error, reference ${reference}` },
      reference,
    };
  }
  return {
    type: "about:blank",
    status: statusOf[refusal.kind],
    title: refusal.words.en,
    detail: refusal.words.ru,
    code: refusal.code,
    words: refusal.words,
    ...(refusal.kind === "invalid" ? { state: "refused" as const, faults: refusal.faults } : {}),
    reference,
  };
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error }, "our fault");
  if (problem.status === 503) reply.header("retry-after", "2");
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  const said = request.url.startsWith("/oauth/") ? { error: oauthError(problem.status), ...problem } : problem;
  reply.code(problem.status).type("application/problem+json").send(JSON.stringify(said));
}

/** RFC 6749 §5.2: what a library of OAuth looks for. */
function oauthError(status: number): string {
  if (status === 401) return "invalid_client";
  return status >= 500 ? "temporarily_unavailable" : "invalid_request";
}
