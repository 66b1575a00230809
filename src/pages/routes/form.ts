/**
 * What a form brings, before any room meets it: its fields and files, its token, and the page that it stood on.
 *
 * A form that comes after its session has ended loses nothing. How a page of a form takes part:
 *
 *     app.get(paths.claim(), patientPage(deps, "open-appeal", async ({ restored }) => {
 *       const values = (await restored()) ?? {};                 // exactly what `request.body` was, without csrf and files
 *       return { page: (viewer) => ClaimPage({ viewer, view: viewOf(values) }) };   // as after a form with mistakes
 *     }));
 *
 * - The form has `<Csrf viewer={viewer} />` in it; nothing else is needed there. A file is to be chosen again.
 * - `restored()` is for a form that is sent to the page's own address. One that is sent elsewhere says where:
 *   `restored(paths.claimSend())`. It gives null when nothing was kept, and the same only once.
 * - The frame then says by itself «Мы сохранили то, что вы написали». Nothing is sent on before the person presses again.
 * - Works the same when another tab has logged in anew, so that the form's token is old.
 *
 * A form with files (`enctype="multipart/form-data"`) arrives the same way: fields in `request.body`, files in
 * `request.uploads`.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import { formOwner } from "../../access/form-token.ts";
import type { FormValues } from "../../access/kept-forms.ts";
import { returnPath } from "../../access/return-path.ts";
import { isCsrf, type Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { refuseNul } from "../../http/guard.ts";
import { paths } from "../paths.ts";
import type { PagesDeps } from "./deps.ts";

/** A file as it was sent: nothing of it is believed yet. */
export interface Upload {
  /** Name of the form's field. */
  readonly field: string;
  readonly name: string;
  /** What the browser said that it is. */
  readonly type: string;
  /** null: larger than `LARGEST_UPLOAD`. */
  readonly bytes: Buffer | null;
}

declare module "fastify" {
  interface FastifyRequest {
    uploads?: readonly Upload[];
  }
}

/** Of one file. */
const LARGEST_UPLOAD = 10 * 1024 * 1024;
/** More are counted, so that the page can say that there are too many, and not kept. */
const MOST_UPLOADS = 5;
const limits = { fileSize: LARGEST_UPLOAD, files: 30, fields: 100, parts: 130, fieldSize: 64 * 1024 };

/** What is larger is told as such by the page of the form; thrown, it would cost what was typed. */
const taken = { limits, throwFileSizeLimit: false };

/** A body in parts becomes fields and files. Of somebody who is not logged in no file is taken. */
export async function readParts(request: FastifyRequest, subject: Subject | null): Promise<void> {
  if (request.method !== "POST" || !request.isMultipart()) return;
  const values: Record<string, string | string[]> = {};
  const uploads: Upload[] = [];
  for await (const part of request.parts(taken)) {
    if (part.type === "file") {
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) if (subject && uploads.length < MOST_UPLOADS) chunks.push(chunk);
      const bytes = part.file.truncated ? null : Buffer.concat(chunks);
      // An empty choice comes as a file without a name.
      if (subject && part.filename)
        uploads.push({ field: part.fieldname, name: part.filename, type: part.mimetype, bytes });
      continue;
    }
    const value = String(part.value ?? "");
    refuseNul([value]);
    const before = Object.hasOwn(values, part.fieldname) ? values[part.fieldname] : undefined;
    values[part.fieldname] = before === undefined ? value : [before, value].flat();
  }
  request.body = values;
  request.uploads = uploads;
}

/** The page that a form stood on; for a form of somebody else's making null. */
export function pageOf(request: FastifyRequest): string | null {
  return request.method === "POST" ? returnPath(fieldsOf(request)["page"], "") || null : null;
}

/** Nobody is logged in any more: what was typed waits for them. Gives the login, which leads back to it. */
export async function keepForLogin(deps: PagesDeps, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  if (request.method !== "POST") return paths.login(request.url);
  const owner = formOwner(deps.patient.keyring, fieldsOf(request)["csrf"]);
  if (owner) await keep(deps, request, reply, owner);
  return paths.login(pageOf(request) ?? undefined);
}

/**
 * Every form of a session carries its token; a form from elsewhere does nothing. One of the same person, made before they
 * logged in anew, is shown to them again, filled in: then this gives the page to go to.
 */
export async function proveForm(
  deps: PagesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  subject: Subject,
): Promise<string | null> {
  if (request.method !== "POST") return null;
  const sent = fieldsOf(request)["csrf"];
  if (isCsrf(subject, sent)) return null;
  const owner = formOwner(deps.patient.keyring, sent);
  const kept = owner !== null && (await keep(deps, request, reply, owner));
  if (kept && owner === subject.accountId) return pageOf(request);
  throw new Refusal("not-allowed", "STALE_FORM", {
    ru: "Страница устарела. Обновите её и отправьте форму ещё раз",
    en: "The page is out of date. Reload it and send the form again",
  });
}

/** What was kept of the form that is sent from this page to `action`. */
export async function restoredFor(
  deps: PagesDeps,
  visit: { request: FastifyRequest; subject: Subject; tx: Parameters<PagesDeps["keptForms"]["take"]>[0] },
  action: string | undefined,
): Promise<FormValues | null> {
  const { request, subject, tx } = visit;
  if (request.method !== "GET") return null;
  const page = pathOf(request.url);
  const place = { page, action: pathOf(action ?? page) };
  return deps.keptForms.take(tx, subject, deps.cookies.form(request), place, deps.clock());
}

async function keep(deps: PagesDeps, request: FastifyRequest, reply: FastifyReply, owner: string): Promise<boolean> {
  const page = pageOf(request);
  const { csrf: _, page: __, ...values } = fieldsOf(request);
  if (page === null || !hasWords(values)) return false;
  const form = { page: pathOf(page), action: pathOf(request.url), values };
  const cookie = await deps.keptForms.keep(owner, deps.cookies.form(request), form, deps.clock());
  if (cookie) deps.cookies.keepForm(reply, cookie);
  return cookie !== null;
}

/** A button alone has nothing to lose. */
function hasWords(values: FormValues): boolean {
  return Object.values(values).some((value) => value.length > 0);
}

function fieldsOf(request: FastifyRequest): FormValues {
  const body = request.body;
  return typeof body === "object" && body !== null ? (body as FormValues) : {};
}

function pathOf(address: string): string {
  return new URL(address, "http://own.invalid").pathname;
}
