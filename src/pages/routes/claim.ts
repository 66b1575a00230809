/** «Сообщить об отсутствии документа»: one question on a page, each answer kept as it is given. */
import type { FastifyInstance } from "fastify";
import { isUuid } from "../../basics/uuid.ts";
import { fullName } from "../../cda/person-words.ts";
import { oneDue } from "../../due/read/list.ts";
import { keepDraft, nextStep } from "../../patient/claim/draft.ts";
import { judgeClaim } from "../../patient/claim/judge.ts";
import { personCard } from "../../patient/records.ts";
import { paths } from "../paths.ts";
import { ClaimDataPage, ClaimMendPage } from "../patient/claim/data.tsx";
import { stepPath } from "../patient/claim/step.tsx";
import { ClaimStopPage } from "../patient/claim/stop.tsx";
import { words } from "../words.ts";
import { draftOf, field, fresh, goOn } from "./claim-draft.ts";
import { claimEnd } from "./claim-end.ts";
import { claimQuestions } from "./claim-questions.ts";
import type { PagesDeps } from "./deps.ts";
import { dueDeps } from "./due.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

export function claimRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;
  app.get(
    paths.claim(),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await draftOf(deps, visit);
      const begun = draft && nextStep(draft) !== "data" && draft.data !== undefined ? stepPath(nextStep(draft)) : null;
      return dataPage(visit, draft?.dueId ? null : begun, draft?.data ?? null, []);
    }),
  );
  app.post(
    paths.claim(),
    patientPage(deps, "claim-missing", async (visit) => {
      const answer = field(visit.request.body, "answer");
      const w = words(visit.viewer.language).claims.data;
      if (answer !== "right" && answer !== "wrong")
        return dataPage(visit, null, null, [{ field: "answer", text: w.needed }]);
      const draft = (await draftOf(deps, visit)) ?? fresh();
      return goOn(deps, visit, { ...draft, data: answer }, answer === "wrong" ? paths.claimMend() : undefined);
    }),
  );
  app.get(
    paths.claimMend(),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = (await draftOf(deps, visit)) ?? fresh();
      return { page: (viewer) => ClaimMendPage({ viewer, next: stepPath(nextStep(draft)) }) };
    }),
  );
  app.post(
    paths.claimStart(),
    patientPage(deps, "claim-missing", async ({ tx, patientId, request, reply }) => {
      const id = field(request.body, "due");
      const wrong = field(request.body, "data") === "wrong";
      const due = isUuid(id) ? await oneDue(dueDeps(deps), tx, patientId, id) : null;
      const draft = {
        ...fresh(),
        ...(due?.organisation
          ? {
              dueId: due.id,
              leaflet: due.leaflet,
              happenedOn: due.happenedOn,
              regionCode: due.organisation.region.code,
              organisationOid: due.organisation.oid,
            }
          : {}),
        ...(wrong ? { data: "wrong" as const } : {}),
      };
      await keepDraft(tx, patient.keyring, patientId, draft, deps.clock());
      return () => reply.redirect(wrong ? paths.claimMend() : paths.claim(), 303);
    }),
  );
  app.get(
    paths.claimStop(),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await draftOf(deps, visit);
      const stop = draft && (await judgeClaim(dueDeps(deps), visit.tx, visit.patientId, draft));
      if (!stop) return () => visit.reply.redirect(draft ? stepPath(nextStep(draft)) : paths.claim(), 303);
      return { page: (viewer) => ClaimStopPage({ viewer, stop }) };
    }),
  );
  app.post(
    paths.claimStop(),
    patientPage(deps, "claim-missing", async (visit) => {
      const go = field(visit.request.body, "go");
      const draft = (await draftOf(deps, visit)) ?? fresh();
      if (go === "another") return goOn(deps, visit, { ...draft, another: true });
      return goOn(deps, visit, { ...draft, data: "wrong" });
    }),
  );
  claimQuestions(app, deps);
  claimEnd(app, deps);

  async function dataPage(
    { tx, patientId, subject }: PatientVisit,
    begun: string | null,
    chosen: "right" | "wrong" | null,
    faults: readonly { field: string; text: string }[],
  ) {
    const card = await personCard(patient, tx, patientId);
    const person = {
      name: fullName(card ?? subject.name),
      birthDate: card?.birthDate ?? null,
      snils: card?.snils ?? null,
    };
    return {
      page: (viewer: PatientVisit["viewer"]) => ClaimDataPage({ viewer, view: { person, chosen, begun, faults } }),
    };
  }
}
