/** «Ожидаемые документы»: of a patient, and of the organisation that owes them. */
import type { FastifyInstance } from "fastify";
import { listOrganisations } from "../../admin/reference.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { DueDeps } from "../../due/deps.ts";
import { type Due, listDue, oneDue } from "../../due/read/list.ts";
import { listOwed } from "../../due/read/owed.ts";
import type { DueRow } from "../parts/due-list.tsx";
import { paths } from "../paths.ts";
import { DuePage } from "../patient/due.tsx";
import { DueOnePage } from "../patient/due-one.tsx";
import { StaffDuePage } from "../staff/due.tsx";
import type { PagesDeps } from "./deps.ts";
import { kindKeyOf, leafletOf } from "./kind-key.ts";
import { patientPage, staffPage } from "./visit.ts";

export function dueRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const due = dueDeps(deps);
  app.get(
    paths.due(),
    patientPage(deps, "read-records", async ({ tx, patientId }) => {
      const rows = (await listDue(due, tx, patientId)).map(dueRow);
      return { page: (viewer) => DuePage({ viewer, view: { rows } }) };
    }),
  );
  app.get(
    "/due/:id",
    patientPage(deps, "read-records", async ({ tx, patientId, request }) => {
      const { id } = request.params as { id: string };
      const found = isUuid(id) ? await oneDue(due, tx, patientId, id) : null;
      if (!found) throw notFound();
      const view = dueRow(found);
      return { page: (viewer) => DueOnePage({ viewer, view }) };
    }),
  );
  app.get(
    "/staff/due",
    staffPage(deps, "see-owed-documents", async ({ tx, viewer, subject, request }) => {
      const { kind, state, after } = request.query as { kind?: string; state?: string; after?: string };
      const oid = subject.organisationOid ?? "";
      const leaflet = leafletOf(kind);
      const overdue = state === "overdue";
      const [owed, organisations] = await Promise.all([
        listOwed(due, tx, oid, { leaflet, overdue, after: typeof after === "string" ? after : null }),
        listOrganisations(deps.reference),
      ]);
      return StaffDuePage({
        viewer,
        view: {
          organisation: organisations.find((one) => one.oid === oid)?.name ?? oid,
          rows: owed.rows.map(({ leaflet: of, ...row }) => ({ ...row, kind: kindKeyOf(of) })),
          counts: owed.counts.map(({ leaflet: of, ...count }) => ({ ...count, kind: kindKeyOf(of) })),
          kind: leaflet === null ? null : kindKeyOf(leaflet),
          overdue,
          next: owed.next,
        },
      });
    }),
  );
}

export function dueDeps({ patient: { keyring, shownFrom }, calendars, clock }: PagesDeps): DueDeps {
  return { keyring, calendars, clock, shownFrom };
}

export function dueRow({ leaflet, ...due }: Due): DueRow {
  return { ...due, kind: kindKeyOf(leaflet) };
}

function notFound(): Refusal {
  return new Refusal("not-found", "NO_DUE", {
    ru: "Такого ожидаемого документа нет",
    en: "There is no such document to come",
  });
}
