/** «Проверить документ»: by number, by files, and as a page of its own. For everybody; nothing that is brought is kept. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../../basics/refusal.ts";
import { judge } from "../../evidence/judge.ts";
import { type Sheet, sheetsOf } from "../../evidence/sheet.ts";
import { circumstancesOf, formatTrustFiles } from "../../evidence/trust-files.ts";
import type { Brought } from "../../evidence/unpack.ts";
import { currencyOf, lookUp } from "../../registry/lookup.ts";
import { parseNumber } from "../../registry/number.ts";
import { VerifyPage, type VerifyView } from "../guest/verify.tsx";
import type { NowSaid } from "../parts/verdict.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { VerifyAlone } from "../verify-alone.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { sendFile } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { languageOf, readerOf, show } from "./visit.ts";

const open = { config: { open: true } };

export function verifyRoutes(app: FastifyInstance, deps: PagesDeps, alone: VerifyAlone): void {
  app.get<{ Querystring: { number?: string } }>(paths.verify(), open, async (request, reply) => {
    const asked = String(request.query.number ?? "").trim();
    const number = parseNumber(asked);
    if (number) return reply.redirect(paths.verify(number), 303);
    return page(deps, request, reply, { asked, answer: asked === "" ? null : "misshapen" }, asked === "" ? 200 : 422);
  });
  app.get<{ Params: { number: string } }>("/verify/:number", open, async (request, reply) => {
    const asked = request.params.number;
    const number = parseNumber(asked);
    const found = number ? await lookUp(deps.reference, number) : null;
    return page(deps, request, reply, { asked, answer: number ? (found ?? "none") : "misshapen" }, found ? 200 : 404);
  });
  app.get(paths.verifyTrust(), open, async (_, reply) =>
    reply.type("application/json; charset=utf-8").send(formatTrustFiles(await deps.trustFiles())),
  );
  app.get(paths.verifyAlone(), open, async (request, reply) => {
    const bytes = alone.page(languageOf(request), await deps.trustFiles());
    return sendFile(reply, { bytes, type: "text/html; charset=utf-8", name: "medkarta-verify.html" });
  });
  app.post<{ Body: Record<string, unknown> | undefined }>(paths.verifyNow(), open, async (request) => {
    const { number, sha256 } = request.body ?? {};
    return sayNow(deps, languageOf(request), typeof number === "string" ? number : "", String(sha256 ?? ""));
  });
  app.get(paths.verifyNow(), open, async (_, reply) => reply.redirect(paths.verify(), 303));
  app.post(paths.verifyFiles(), open, (request, reply) => judgeFiles(deps, request, reply));
  // A page that was loaded anew has no files with it.
  app.get(paths.verifyFiles(), open, async (_, reply) => reply.redirect(paths.verify(), 303));
}

/** This page alone computes in WebAssembly and may ask for the camera. */
async function page(deps: PagesDeps, request: FastifyRequest, reply: FastifyReply, view: VerifyView, status: number) {
  const policy = String(reply.getHeader("content-security-policy"));
  reply.header("content-security-policy", policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"));
  reply.header("permissions-policy", "geolocation=(), camera=(self), microphone=()");
  return show(reply, VerifyPage({ viewer: await readerOf(deps, request), view }), status);
}

/** Of all files together. Larger ones are checked by browsers themselves, or by `medkarta verify`. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 24;
/** Each costs up to a second of the processor: more at once would be felt by those who read. */
const MOST_AT_ONCE = 2;
let atOnce = 0;

async function judgeFiles(deps: PagesDeps, request: FastifyRequest, reply: FastifyReply) {
  if (atOnce >= MOST_AT_ONCE) throw busy();
  atOnce++;
  try {
    const files = await takeFiles(request);
    if (files === null || files.length === 0) {
      const fault = files === null ? "tooMuch" : "nothing";
      return await page(deps, request, reply, { asked: "", answer: null, fault }, files === null ? 413 : 422);
    }
    const judgement = judge(files, circumstancesOf(await deps.trustFiles(), deps.clock()));
    const language = languageOf(request);
    const { sheets, troubles } = sheetsOf(judgement, language);
    const told = await Promise.all(
      sheets.map(async (sheet) => ({ ...sheet, nowSaid: await nowOf(deps, language, sheet) })),
    );
    return await page(deps, request, reply, { asked: "", answer: null, judged: { sheets: told, troubles } }, 200);
  } finally {
    atOnce--;
  }
}

const limits = { fileSize: MOST_BYTES, files: MOST_FILES, fields: 4, parts: MOST_FILES + 4 };
/** What is larger is told as such by the page. */
const taken = { limits, throwFileSizeLimit: false };

/** In memory alone, and only as much as is judged; null: too much. */
async function takeFiles(request: FastifyRequest): Promise<Brought[] | null> {
  if (!request.isMultipart()) return [];
  const files: Brought[] = [];
  let [size, tooMuch] = [0, false];
  for await (const part of request.parts(taken)) {
    if (part.type !== "file") continue;
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) {
      size += chunk.length;
      if (size > MOST_BYTES) tooMuch = true;
      if (!tooMuch) chunks.push(chunk);
    }
    if (part.file.truncated) tooMuch = true;
    // An empty choice comes as a file without a name.
    if (part.filename) files.push({ name: part.filename.slice(0, 200), bytes: new Uint8Array(Buffer.concat(chunks)) });
  }
  return tooMuch ? null : files;
}

function nowOf(deps: PagesDeps, language: Viewer["language"], { now }: Sheet): Promise<NowSaid> | NowSaid {
  if (!now) return { tone: "wait", words: [words(language).verify.now.unasked] };
  return sayNow(deps, language, now.number, now.sha256);
}

/** One shape for every answer. Whoever asks has the document: its hash alone is no secret, and no search. */
async function sayNow(
  deps: PagesDeps,
  language: Viewer["language"],
  numberText: string,
  sha256: string,
): Promise<NowSaid> {
  const w = words(language).verify.now;
  const number = parseNumber(numberText);
  const hash = /^[0-9a-f]{64}$/.test(sha256);
  const found = number && hash ? await currencyOf(deps.reference, number, sha256) : null;
  if (!found || found.state === "unknown") return { tone: "bad", words: [w.unknown] };
  const disputed = found.disputed ? [w.disputed] : [];
  if (found.state === "erased") return { tone: "wait", words: [w.erased, ...disputed] };
  if (found.replacedAt) return { tone: "wait", words: [w.replaced(sayDay(language, found.replacedAt)), ...disputed] };
  return { tone: found.disputed ? "wait" : "good", words: [w.current, ...disputed] };
}

function busy(): Refusal {
  return new Refusal("unavailable", "VERIFY_BUSY", {
    ru: "Сейчас проверяется слишком много файлов. Попробуйте через минуту",
    en: "Too many files are being checked. Try again in a minute",
  });
}
