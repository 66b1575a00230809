/** The end of a claim: every answer is looked at once more and sent, and its number is told. */
import type { FastifyInstance } from "fastify";
import { readAppeal } from "../../appeals/read/one.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isWhole, nextStep, type WholeDraft } from "../../patient/claim/draft.ts";
import { judgeClaim } from "../../patient/claim/judge.ts";
import { claimedOrganisation, listClaimRegions } from "../../patient/claim/organisations.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { ClaimCheckPage } from "../patient/claim/check.tsx";
import { ClaimSentPage } from "../patient/claim/sent.tsx";
import { stepPath } from "../patient/claim/step.tsx";
import { words } from "../words.ts";
import { claimKind, draftOf, field, send } from "./claim-draft.ts";
import type { PagesDeps } from "./deps.ts";
import { dueDeps } from "./due.ts";
import { kindKeyOf } from "./kind-key.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

export function claimEnd(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    paths.claimStep("check"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await draftOf(deps, visit);
      if (!draft || !isWhole(draft))
        return () => visit.reply.redirect(draft ? stepPath(nextStep(draft)) : paths.claim(), 303);
      const stop = await judgeClaim(dueDeps(deps), visit.tx, visit.patientId, draft);
      if (stop) return () => visit.reply.redirect(paths.claimStop(), 303);
      return checkPage(visit, draft);
    }),
  );
  app.post(
    paths.claimStep("check"),
    patientPage(deps, "claim-missing", async (visit) => {
      const { reply, request, viewer } = visit;
      const draft = await draftOf(deps, visit);
      if (draft && isWhole(draft) && field(request.body, "agree") !== "1") {
        const text = words(viewer.language).claims.check.agreeNeeded;
        return checkPage(visit, draft, [{ field: "agree", text }]);
      }
      const sent = await send(deps, visit);
      if (sent === "not-whole") return () => reply.redirect(paths.claim(), 303);
      if ("stop" in sent) return () => reply.redirect(paths.claimStop(), 303);
      // The same form pressed twice: the second press ends where the first did.
      const known = sent.outcome === "known" && draft !== null;
      return () => reply.redirect(paths.claimSent(sent.number, known), 303);
    }),
  );
  app.get(
    "/claims/sent/:number",
    patientPage(deps, "claim-missing", async ({ tx, request }) => {
      const { number } = request.params as { number: string };
      const whole = await readAppeal(tx, deps.patient.keyring, number);
      if (whole?.appeal.kind !== "missing")
        throw new Refusal("not-found", "NO_APPEAL", { ru: "Такого обращения нет", en: "There is no such appeal" });
      const { appeal, events } = whole;
      const organisation =
        appeal.organisation_oid && appeal.region_code
          ? await claimedOrganisation(tx, appeal.region_code, appeal.organisation_oid)
          : null;
      const view = {
        number: appeal.number,
        known: (request.query as { known?: string }).known === "1",
        kind: appeal.leaflet === null ? null : kindKeyOf(appeal.leaflet),
        happenedOn: appeal.happened_on,
        organisation: organisation?.short_name ?? null,
        named: organisation ? null : (events[0]?.words ?? null),
        dueOn: appeal.due_on,
        provisional: appeal.due_provisional,
      };
      return { page: (viewer) => ClaimSentPage({ viewer, view }) };
    }),
  );
}

async function checkPage({ tx }: PatientVisit, draft: WholeDraft, faults: readonly FieldFault[] = []) {
  const { regionCode, organisationOid } = draft;
  const [regions, organisation] = await Promise.all([
    listClaimRegions(tx),
    organisationOid === null ? null : claimedOrganisation(tx, regionCode, organisationOid),
  ]);
  const view = {
    kind: claimKind(draft.leaflet) ?? ("unknown" as const),
    happenedOn: draft.happenedOn,
    region: regions.find(({ code }) => code === regionCode)?.name ?? regionCode,
    organisation: organisation?.short_name ?? draft.organisationName ?? "",
    data: draft.data,
    faults,
  };
  return { page: (viewer: PatientVisit["viewer"]) => ClaimCheckPage({ viewer, view }) };
}
