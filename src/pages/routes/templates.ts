/** «Шаблоны ответов»: the page of them, the form of one, retiring and taking back. Of an organisation, or of a desk. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Subject } from "../../access/subject.ts";
import { listOrganisations } from "../../admin/reference.ts";
import {
  addTemplate,
  changeTemplate,
  type OwnTemplate,
  offered,
  restoreTemplate,
  retired,
  retireTemplate,
  type TemplateOwner,
  templateById,
} from "../../appeals/templates/own.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { templatesOf } from "../../clinic/appeals/templates.ts";
import { statusOf } from "../../http/problem.ts";
import { deskTemplates } from "../../support/templates.ts";
import { paths } from "../paths.ts";
import { type TemplateFormView, TemplatePage } from "../staff/template.tsx";
import { type TemplateDeed, type TemplateDone, type TemplateFace, TemplatesPage } from "../staff/templates.tsx";
import type { Beginning } from "./beginnings.ts";
import type { PagesDeps } from "./deps.ts";
import { field } from "./letter.ts";
import { type StaffVisit, show, staffPage } from "./visit.ts";

const ofOrganisation = ["ask", "message", "correct", "refuse"] as const satisfies readonly TemplateDeed[];
const ofDesk = [...ofOrganisation, "route", "escalate"] as const satisfies readonly TemplateDeed[];
const dones: readonly TemplateDone[] = ["added", "changed", "retired", "restored"];

export function templateRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    paths.staff.templates(),
    staffPage(deps, "keep-templates", async ({ tx, viewer, subject, request }) => {
      const { done } = request.query as { done?: string };
      const [own, gone, house] = await Promise.all([offered(tx), retired(tx), houseOf(deps, subject)]);
      return TemplatesPage({
        viewer,
        view: {
          at: placeOf(subject),
          own: own.map(faceOf),
          retired: gone.map(faceOf),
          house: house.map(({ deed, name, text }) => ({ deed, name: name[viewer.language], words: text })),
          done: dones.find((one) => one === done) ?? null,
        },
      });
    }),
  );

  app.get(
    paths.staff.newTemplate(),
    staffPage(deps, "keep-templates", async (visit) => {
      const kept = await visit.restored();
      const typed = { deed: deedOf(visit, kept?.["deed"]), name: said(kept?.["name"]), words: said(kept?.["words"]) };
      return form(visit, { id: null, revision: 0, typed });
    }),
  );

  app.get(
    "/staff/templates/:id",
    staffPage(deps, "keep-templates", async (visit) => {
      const { template_id: id, revision, ...template } = await templateById(visit.tx, idOf(visit));
      const kept = await visit.restored();
      const typed = kept
        ? { deed: deedOf(visit, kept["deed"]), name: said(kept["name"]), words: said(kept["words"]) }
        : template;
      return form(visit, { id, revision, typed });
    }),
  );

  app.post(
    paths.staff.newTemplate(),
    staffPage(deps, "keep-templates", (visit) => save(deps, visit, null)),
  );
  app.post(
    "/staff/templates/:id",
    staffPage(deps, "keep-templates", (visit) => save(deps, visit, idOf(visit))),
  );
  app.post(
    "/staff/templates/:id/retire",
    staffPage(deps, "keep-templates", async (visit) => {
      await retireTemplate(visit.tx, ownerOf(visit.subject), idOf(visit), deps.clock());
      return () => visit.reply.redirect(paths.staff.templates({ done: "retired" }), 303);
    }),
  );
  app.post(
    "/staff/templates/:id/restore",
    staffPage(deps, "keep-templates", async (visit) => {
      await restoreTemplate(visit.tx, ownerOf(visit.subject), idOf(visit), deps.clock());
      return () => visit.reply.redirect(paths.staff.templates({ done: "restored" }), 303);
    }),
  );
}

/** Adds a new one, or saves over the one of that revision; what cannot be saved stays in the form. */
async function save(deps: PagesDeps, visit: StaffVisit, id: string | null) {
  const { request, reply, subject, tx, viewer } = visit;
  const typed = {
    deed: deedOf(visit, field(request, "deed")),
    name: field(request, "name"),
    words: field(request, "words"),
  };
  const once = isUuid(field(request, "once")) ? field(request, "once") : randomUUID();
  const revision = Number(field(request, "revision"));
  const owner = ownerOf(subject);
  try {
    if (id === null) await addTemplate(tx, owner, once, typed, deps.clock());
    else await changeTemplate(tx, owner, id, Number.isInteger(revision) ? revision : 0, typed, deps.clock());
    return () => reply.redirect(paths.staff.templates({ done: id === null ? "added" : "changed" }), 303);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.kind === "not-found") throw refusal;
    const now = id === null ? 0 : (await templateById(tx, id)).revision;
    const faults = [{ field: fieldOf[refusal.code] ?? "words", text: refusal.words[viewer.language] }];
    const page = form(visit, { id, revision: now, typed, faults, once });
    return () => show(reply, page, statusOf[refusal.kind]);
  }
}

const fieldOf: Readonly<Record<string, string>> = { TEMPLATE_NAME: "name" };

function form(
  { viewer, subject }: StaffVisit,
  shown: Pick<TemplateFormView, "id" | "revision" | "typed"> & Partial<Pick<TemplateFormView, "faults" | "once">>,
) {
  const { faults = [], once = randomUUID(), ...rest } = shown;
  return TemplatePage({ viewer, view: { ...rest, faults, once, at: placeOf(subject), deeds: deedsOf(subject) } });
}

function placeOf({ organisationOid }: Subject): "inbox" | "queue" {
  return organisationOid ? "inbox" : "queue";
}

function deedsOf({ organisationOid }: Subject): readonly TemplateDeed[] {
  return organisationOid ? ofOrganisation : ofDesk;
}

function deedOf({ subject }: StaffVisit, sent: unknown): TemplateDeed {
  return deedsOf(subject).find((one) => one === sent) ?? "ask";
}

function ownerOf({ organisationOid, role, regionCode, staffId }: Subject): TemplateOwner {
  if (!staffId) throw new Error("a member of staff has a number");
  const desk = role === "region" ? `region:${regionCode}` : "support";
  return { organisationOid, desk: organisationOid ? null : desk, staffId };
}

async function houseOf(deps: PagesDeps, { organisationOid }: Subject): Promise<readonly Beginning[]> {
  if (!organisationOid) return deskTemplates;
  const organisation = (await listOrganisations(deps.reference)).find(({ oid }) => oid === organisationOid);
  return organisation ? templatesOf({ ...organisation, name: organisation.short_name }) : [];
}

function faceOf({ template_id: id, deed, name, words }: OwnTemplate): TemplateFace {
  return { id, deed, name, words };
}

function idOf({ request }: StaffVisit): string {
  const { id } = request.params as { id: string };
  if (isUuid(id)) return id;
  throw new Refusal("not-found", "NO_TEMPLATE", { ru: "Такого шаблона нет", en: "There is no such template" });
}

const said = (value: unknown) => (typeof value === "string" ? value : "");
