/** «Что изменилось»: two versions side by side, for their patient, and for a doctor of the organisation that sent both. */
import type { FastifyInstance } from "fastify";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { compareSubmission, type SentVersion, versionsOfSubmission } from "../../clinic/compare.ts";
import { oneSent } from "../../clinic/submissions.ts";
import { compareVersions } from "../../patient/compare.ts";
import { ChangesPage } from "../patient/changes.tsx";
import { SentChangesPage } from "../staff/changes.tsx";
import type { PagesDeps } from "./deps.ts";
import { patientPage, staffPage } from "./visit.ts";

export function changesRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/documents/:number/changes",
    patientPage(deps, "read-documents", async ({ tx, subject, patientId, request }) => {
      const { number } = request.params as { number: string };
      const { with: other } = request.query as { with?: unknown };
      const reading = { subject, patientId, requestId: request.id };
      const asked = typeof other === "string" && other !== "" ? other : null;
      const { listed, versions, sides, found } = await compareVersions(deps.patient, tx, reading, number, asked);
      const { title, officialTitle: official } = listed.card;
      const view = { number: listed.number, title, official, versions, sides, found };
      return { page: (viewer) => ChangesPage({ viewer, view }) };
    }),
  );

  app.get(
    "/staff/submissions/:id/changes",
    staffPage(deps, "compare-sent-versions", async ({ tx, viewer, subject, request }) => {
      const { id } = request.params as { id: string };
      const oid = subject.organisationOid ?? "";
      const sent = isUuid(id) ? await oneSent(tx, oid, id) : null;
      const set = sent && (await versionsOfSubmission(tx, oid, id));
      if (!sent || !set)
        throw new Refusal("not-found", "NO_SUBMISSION", {
          ru: "Такой зарегистрированной отправки нет",
          en: "There is no such registered submission",
        });
      const { keyring, content } = deps.patient;
      const reading = { subject, requestId: request.id };
      const { before, after, title, found } = await compareSubmission(
        { keyring, content, clock: deps.clock },
        tx,
        reading,
        set,
      );
      const kind = sent.kind_name ?? (sent.kind_code === "" ? "—" : `${sent.kind_system}:${sent.kind_code}`);
      const view = { id, kind, title, before: before && rowOf(before), after: rowOf(after), found };
      return SentChangesPage({ viewer, view });
    }),
  );
}

function rowOf({ number, version, registered_at: registeredAt }: SentVersion) {
  return { number, version, registeredAt };
}
