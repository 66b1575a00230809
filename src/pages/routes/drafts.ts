/** Drafts: the list, a new one, the form and its saving. Every button of the form saves first, so that none loses what was typed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isUuid } from "../../basics/uuid.ts";
import { dictionaryOf } from "../../cda/write/dictionaries.ts";
import type { FormFault } from "../../clinic/drafts/check-form.ts";
import {
  findVisits,
  firstValues,
  noVisit,
  type PersonField,
  personTyped,
  visitById,
} from "../../clinic/drafts/choose-patient.ts";
import {
  beginDraft,
  discardDraft,
  listDrafts,
  type OpenedDraft,
  openDraft,
  saveDraft,
} from "../../clinic/drafts/drafts.ts";
import { type FormKey, formKeys, placedFields } from "../../clinic/drafts/fields.ts";
import { freezeDraft } from "../../clinic/drafts/sign-draft.ts";
import { takeForm } from "../../clinic/drafts/take-form.ts";
import { localMoment } from "../../clinic/drafts/write-document.ts";
import { checkTyped, placeOf, writeDraft } from "../../clinic/drafts/write-draft.ts";
import { organisationKey } from "../../clinic/organisation-key.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { searchDictionary } from "../../registry/dictionaries/dictionaries.ts";
import { paths } from "../paths.ts";
import { sayTime } from "../say-date.ts";
import type { Match } from "../staff/drafts/field.tsx";
import { DraftFormPage, type DraftFormView } from "../staff/drafts/form.tsx";
import { DraftsPage } from "../staff/drafts/list.tsx";
import { NewDraftPage } from "../staff/drafts/new.tsx";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";
import { show, staffPage } from "./visit.ts";
import { writerOf } from "./writer.ts";

/** Nine fields of 20 000 Russian letters, as a form writes them. */
const LARGEST_FORM = 4 * 1024 * 1024;

export function draftRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    paths.staff.drafts(),
    staffPage(deps, "write-documents", async ({ tx, viewer, subject }) => {
      const writer = await writerOf(deps, subject);
      const rows = await listDrafts(deps.drafts, tx, writer);
      const key = await organisationKey(deps.sealing.seals, writer.organisationOid, viewer.now);
      return DraftsPage({ viewer, view: { rows, organisationKey: key } });
    }),
  );
  newDraftRoutes(app, deps);

  app.get(
    "/staff/drafts/:id",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, reply, restored }) => {
      const writer = await writerOf(deps, subject);
      const draft = await openDraft(deps.drafts, tx, writer, idOf(request));
      if (draft.state !== "open") return () => reply.redirect(whereNow(draft), 303);
      const { checked, saved, add } = request.query as { checked?: string; saved?: string; add?: string };
      const kept = await restored(paths.staff.draft(draft.id));
      const values = kept ? takeForm(draft.by.form, kept) : draft.values;
      const shown = { ...draft, values };
      const written = checked ? await writeDraft(deps.drafts, tx, writer, shown) : null;
      const faults = written?.faults ?? (saved ? await checkTyped(deps.drafts, tx, writer, shown) : []);
      const view: DraftFormView = {
        draft,
        values,
        reason: said(kept?.["reason"]) || (draft.reason ?? ""),
        faults,
        foreseen: written?.bytes ? written.foreseen : null,
        matches: await matchesFor(tx, shown, faults),
        conflict: null,
        savedAt: saved ? sayTime(viewer.language, draft.row.updated_at) : null,
        add: add ?? null,
      };
      return DraftFormPage({ viewer, view });
    }),
  );

  app.post(
    "/staff/drafts/:id",
    { bodyLimit: LARGEST_FORM },
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const body = request.body as Record<string, unknown>;
      const id = idOf(request);
      const { by } = await openDraft(deps.drafts, tx, writer, id);
      const reason = body["reason"] === undefined ? null : said(body["reason"]).slice(0, 2000);
      const typed = { revision: Number(said(body["revision"])), values: takeForm(by.form, body), reason };
      const saved = await saveDraft(deps.drafts, tx, writer, id, typed);
      if (request.headers.accept === "application/json") return () => tell(reply, viewer, saved);
      if (saved.outcome === "conflict") {
        const { draft } = saved;
        const view: DraftFormView = {
          draft,
          values: saved.typed,
          reason: reason ?? "",
          faults: [],
          foreseen: null,
          matches: new Map(),
          conflict: { values: draft.values, reason: draft.reason ?? "" },
          savedAt: null,
          add: null,
        };
        return () => show(reply, DraftFormPage({ viewer, view }), 409);
      }
      const to = await goOn(deps, tx, writer, saved.draft, said(body["do"]));
      return () => reply.redirect(to, 303);
    }),
  );

  app.post(
    "/staff/drafts/:id/discard",
    staffPage(deps, "write-documents", async ({ tx, subject, request, reply }) => {
      await discardDraft(deps.drafts, tx, await writerOf(deps, subject), idOf(request));
      return () => reply.redirect(paths.staff.drafts(), 303);
    }),
  );

  app.get(
    "/staff/dictionaries/:system",
    staffPage(deps, "write-documents", async ({ tx, request, reply }) => {
      const { system } = request.params as { system: string };
      const { q } = request.query as { q?: string };
      const found = await searchDictionary(tx, system, said(q).slice(0, 200));
      return () => reply.send({ entries: found.map(({ code, name }) => ({ code, name })) });
    }),
  );
}

function newDraftRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const nobody = { family: "", given: "", patronymic: "", birthDate: "", snils: "" };

  app.get(
    "/staff/drafts/new",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, restored }) => {
      const writer = await writerOf(deps, subject);
      const kind = kindOf(request);
      const kept = await restored(paths.staff.newDraft({ kind }));
      const visits = await findVisits(deps.drafts, tx, writer, "");
      const typed = kept ? personOf(kept) : nobody;
      return NewDraftPage({ viewer, view: { kind, asked: "", visits, typed, faults: [] } });
    }),
  );

  app.post(
    "/staff/drafts/new",
    staffPage(deps, "write-documents", async ({ tx, viewer, subject, request, reply }) => {
      const writer = await writerOf(deps, subject);
      const kind = kindOf(request);
      const body = request.body as Record<string, unknown>;
      const asked = said(body["q"]).slice(0, 200);
      const deed = said(body["do"]);
      const visit = deed === "visit" ? await visitById(deps.drafts, tx, writer, uuidIn(body["visit"])) : null;
      if (deed === "visit" && !visit) throw noVisit();
      const person = visit ?? (deed === "person" ? await personTyped(deps.drafts, personOf(body)) : { faults: [] });
      if ("faults" in person) {
        const visits = await findVisits(deps.drafts, tx, writer, asked);
        const view = { kind, asked, visits, typed: personOf(body), faults: person.faults };
        return () => show(reply, NewDraftPage({ viewer, view }), person.faults.length > 0 ? 422 : 200);
      }
      const { timeZone } = await placeOf(tx, writer.organisationOid);
      const today = localMoment(deps.clock(), timeZone).slice(0, 10);
      const id = await beginDraft(deps.drafts, tx, writer, {
        patientId: person.patientId,
        form: kind,
        patient: person.patient,
        values: await firstValues(tx, writer, kind, visit, today),
        reason: null,
      });
      return () => reply.redirect(paths.staff.draft(id), 303);
    }),
  );
}

/** Where a button of the form leads, once everything is saved. */
async function goOn(
  deps: PagesDeps,
  tx: Tx,
  writer: Awaited<ReturnType<typeof writerOf>>,
  draft: OpenedDraft,
  deed: string,
): Promise<string> {
  const { id } = draft;
  if (deed === "preview") return paths.staff.draftPreview(id);
  if (deed === "check") return paths.staff.draft(id, { checked: 1 });
  if (deed.startsWith("add."))
    return `${paths.staff.draft(id, { saved: 1, add: deed.slice(4) })}#group-${encodeURIComponent(deed.slice(4))}`;
  if (deed !== "sign") return paths.staff.draft(id, { saved: 1 });
  const { bytes, foreseen } = await writeDraft(deps.drafts, tx, writer, draft);
  const ready = bytes !== null && !foreseen.some(({ severity }) => severity === "error");
  if (draft.row.replaces !== null)
    return ready && draft.reason ? paths.staff.draftDifference(id) : paths.staff.draft(id, { checked: 1 });
  if (ready && (await freezeDraft(deps.drafts, tx, writer, id)) === null) return paths.staff.draftSign(id);
  return paths.staff.draft(id, { checked: 1 });
}

/** To the script that saves while the doctor writes. */
function tell(reply: FastifyReply, viewer: Viewer, saved: Awaited<ReturnType<typeof saveDraft>>): FastifyReply {
  if (saved.outcome === "conflict") return reply.code(409).send({ revision: saved.draft.revision });
  return reply.send({ revision: saved.draft.revision, at: sayTime(viewer.language, viewer.now) });
}

async function matchesFor(
  sql: Sql,
  draft: OpenedDraft,
  faults: readonly FormFault[],
): Promise<Map<string, readonly Match[]>> {
  const unknown = new Set(faults.filter(({ what }) => what === "no-such-code").map(({ field }) => field));
  const found = new Map<string, readonly Match[]>();
  for (const { name, field } of placedFields(draft.by.form, draft.values))
    if (field.type === "code" && unknown.has(name))
      found.set(name, await searchDictionary(sql, dictionaryOf(field.dictionary).system, draft.values[name] ?? "", 8));
  return found;
}

export function whereNow({ id, state, row }: OpenedDraft): string {
  if (state === "open") return paths.staff.draft(id);
  return state === "sent" && row.document_id ? paths.staff.submission(row.document_id) : paths.staff.draftSign(id);
}

export function idOf(request: FastifyRequest): string {
  return uuidIn((request.params as { id: string }).id);
}

/** A name that is no UUID is a name of nothing. */
function uuidIn(value: unknown): string {
  return typeof value === "string" && isUuid(value) ? value : "00000000-0000-0000-0000-000000000000";
}

function kindOf(request: FastifyRequest): FormKey {
  const { kind } = request.query as { kind?: string };
  return formKeys.find((one) => one === kind) ?? "consultation";
}

function personOf(body: Readonly<Record<string, unknown>>): Record<PersonField, string> {
  const text = (name: PersonField) => said(body[name]).replace(/\s+/g, " ").trim();
  return {
    family: text("family"),
    given: text("given"),
    patronymic: text("patronymic"),
    birthDate: text("birthDate"),
    snils: text("snils"),
  };
}

function said(value: unknown): string {
  return typeof value === "string" ? value : "";
}
