/** Pages of the staff: what one's organisation sent, reference data, the state of the service. */
import type { FastifyInstance } from "fastify";
import { decide } from "../../access/policy.ts";
import type { Subject } from "../../access/subject.ts";
import { listOrganisations } from "../../admin/reference.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { versionsOfSubmission } from "../../clinic/compare.ts";
import { correctable } from "../../clinic/drafts/correct.ts";
import { draftBehind, ownAmong } from "../../clinic/drafts/sign-draft.ts";
import { listSent, oneSent, type Sent, type StateFilter } from "../../clinic/submissions.ts";
import type { Tx } from "../../db/sql.ts";
import { paths } from "../paths.ts";
import { KindsPage } from "../staff/kinds.tsx";
import { OrganisationsPage } from "../staff/organisations.tsx";
import { StaffRegionsPage } from "../staff/regions.tsx";
import { ServicePage } from "../staff/service.tsx";
import { type Mend, SubmissionPage } from "../staff/submission.tsx";
import { type SubmissionRow, SubmissionsPage } from "../staff/submissions.tsx";
import type { PagesDeps } from "./deps.ts";
import { regionRows } from "./region-rows.ts";
import { serviceParts } from "./service-parts.ts";
import { staffPage } from "./visit.ts";
import { writerOf } from "./writer.ts";

export function staffRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/submissions",
    staffPage(deps, "see-submissions", async ({ tx, viewer, subject, request }) => {
      const { state, after } = request.query as { state?: string; after?: string };
      const oid = subject.organisationOid ?? "";
      const wished: StateFilter | null =
        state === "received" || state === "refused" || state === "registered" ? state : null;
      const [outbox, organisations] = await Promise.all([
        listSent(tx, oid, { state: wished, after: after ?? null }),
        listOrganisations(deps.reference),
      ]);
      const organisation = organisations.find((one) => one.oid === oid)?.name ?? oid;
      const { counts, rows, next: older } = outbox;
      const refused = rows.filter((one) => one.state === "refused").map((one) => one.document_id);
      const writes = refused.length > 0 && decide(subject, "write-documents", { consented: false }).permit;
      const own = writes ? await ownAmong(tx, await writerOf(deps, subject), refused) : new Set<string>();
      const shown = rows.map((one) => ({ ...sentRow(one), own: own.has(one.document_id) }));
      return SubmissionsPage({ viewer, view: { organisation, counts, state: wished, rows: shown, older } });
    }),
  );
  app.get(
    "/staff/submissions/:id",
    staffPage(deps, "see-submissions", async ({ tx, viewer, subject, request }) => {
      const { id } = request.params as { id: string };
      const sent = isUuid(id) ? await oneSent(tx, subject.organisationOid ?? "", id) : null;
      if (!sent)
        throw new Refusal("not-found", "NO_SUBMISSION", {
          ru: "Такой отправки нет",
          en: "There is no such submission",
        });
      const changes = (await isCorrection(tx, subject, id)) ? paths.staff.changes(id) : null;
      const mend = await mendOf(deps, tx, subject, sent);
      return SubmissionPage({
        viewer,
        view: { ...sentRow(sent), decidedAt: sent.decided_at, changes, mend, disputed: sent.disputed },
      });
    }),
  );

  app.get(
    paths.staff.organisations(),
    staffPage(deps, "keep-reference", async ({ viewer }) => {
      const rows = (await listOrganisations(deps.reference)).map(({ electronic_since: electronicSince, ...row }) => ({
        ...row,
        electronicSince,
      }));
      return OrganisationsPage({ viewer, view: { rows } });
    }),
  );
  app.get(
    paths.staff.regions(),
    staffPage(deps, "keep-reference", async ({ viewer }) =>
      StaffRegionsPage({ viewer, view: { rows: await regionRows(deps), updated: deps.clock() } }),
    ),
  );
  app.get(
    paths.staff.kinds(),
    staffPage(deps, "keep-reference", ({ viewer }) => {
      const plain = viewer.language === "en" ? "plain_en" : "plain_ru";
      return KindsPage({
        viewer,
        view: { rows: deps.patient.kinds().all.map((kind) => ({ ...kind, plain: kind[plain] })) },
      });
    }),
  );
  app.get(
    paths.staff.service(),
    staffPage(deps, "see-service", async ({ viewer }) =>
      ServicePage({ viewer, view: { parts: await serviceParts(deps, viewer.language), checked: deps.clock() } }),
    ),
  );
}

/** Whether this reader may see what the document changed in an earlier version of it; numbers alone are looked at. */
async function isCorrection(tx: Tx, subject: Subject, id: string): Promise<boolean> {
  if (!decide(subject, "compare-sent-versions", { consented: false }).permit) return false;
  const set = await versionsOfSubmission(tx, subject.organisationOid ?? "", id);
  return set?.versions.at(-1)?.document_id !== id && set !== null;
}

/** What a doctor can do about it; a registrar sees the outbox and writes nothing. */
async function mendOf(deps: PagesDeps, tx: Tx, subject: Subject, sent: Sent): Promise<Mend | null> {
  if (!decide(subject, "write-documents", { consented: false }).permit || sent.state === "received") return null;
  const writer = await writerOf(deps, subject);
  if (sent.state === "refused")
    return { what: (await draftBehind(tx, writer, sent.document_id)) ? "mend" : "elsewhere" };
  if (deps.patient.kinds().find(sent.kind_system, sent.kind_code)?.format === "pdf")
    return { what: "not-here", why: "pdf" };
  const found = await correctable(tx, writer, sent.document_id);
  if (!found) return null;
  if (found.can === "begin") return { what: "correct" };
  if (found.can === "go-on") return { what: "go-on", draftId: found.draftId };
  return { what: "not-here", why: found.why };
}

function sentRow(sent: Sent): SubmissionRow {
  return {
    id: sent.document_id,
    localUid: sent.local_uid,
    kind: sent.kind_name ?? (sent.kind_code === "" ? "—" : `${sent.kind_system}:${sent.kind_code}`),
    state: sent.state,
    receivedAt: sent.received_at,
    number: sent.number,
    faults: sent.faults,
    quarantined: sent.quarantined,
  };
}
