/** The claim's questions: which kind, which day, which region, which organisation. */
import type { FastifyInstance } from "fastify";
import { dayOf } from "../../basics/day.ts";
import {
  claimedOrganisation,
  type FoundOrganisations,
  foundOrganisations,
  listClaimRegions,
} from "../../patient/claim/organisations.ts";
import { readDate, type TypedDate } from "../../patient/claim/read-date.ts";
import { personCard } from "../../patient/records.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { ClaimOrganisationPage } from "../patient/claim/organisation.tsx";
import { ClaimDatePage, type ClaimKind, ClaimKindPage, ClaimRegionPage } from "../patient/claim/questions.tsx";
import { words } from "../words.ts";
import { claimKind, draftOf, field, goOn } from "./claim-draft.ts";
import type { PagesDeps } from "./deps.ts";
import { leafletOf } from "./kind-key.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

/** Where a day begins first. */
const EASTERNMOST = "Asia/Kamchatka";
const LONGEST_NAME = 300;

/** A question is reached in its turn; whoever types an address is led to the first one that is not answered. */
async function begun(deps: PagesDeps, visit: PatientVisit) {
  const draft = await draftOf(deps, visit);
  return draft?.data === undefined ? null : draft;
}

export function claimQuestions(app: FastifyInstance, deps: PagesDeps): void {
  const toStart =
    ({ reply }: PatientVisit) =>
    () =>
      reply.redirect(paths.claim(), 303);

  const kindPage = (chosen: ClaimKind | null, faults: readonly FieldFault[] = []) => ({
    page: (viewer: PatientVisit["viewer"]) => ClaimKindPage({ viewer, view: { chosen, faults } }),
  });
  app.get(
    paths.claimStep("kind"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      return draft ? kindPage(claimKind(draft.leaflet)) : toStart(visit);
    }),
  );
  app.post(
    paths.claimStep("kind"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      if (!draft) return toStart(visit);
      const typed = field(visit.request.body, "kind");
      const leaflet = typed === "unknown" ? 0 : leafletOf(typed) || null;
      if (leaflet === null) {
        const text = words(visit.viewer.language).claims.kind.needed;
        return kindPage(null, [{ field: "kind", text }]);
      }
      return goOn(deps, visit, { ...draft, leaflet, another: false });
    }),
  );

  const datePage = (typed: TypedDate, faults: readonly FieldFault[] = []) => ({
    page: (viewer: PatientVisit["viewer"]) => ClaimDatePage({ viewer, view: { typed, faults } }),
  });
  app.get(
    paths.claimStep("date"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      if (!draft) return toStart(visit);
      const kept = await visit.restored();
      const [year = "", month = "", day = ""] = draft.happenedOn?.split("-") ?? [];
      return datePage(kept ? typedDate(kept) : { day, month, year });
    }),
  );
  app.post(
    paths.claimStep("date"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      if (!draft) return toStart(visit);
      const typed = typedDate(visit.request.body);
      const card = await personCard(deps.patient, visit.tx, visit.patientId);
      const found = readDate(typed, dayOf(deps.clock(), EASTERNMOST), card?.birthDate ?? null);
      const { faults } = words(visit.viewer.language).claims.date;
      if ("fault" in found) return datePage(typed, [{ field: "day", text: faults[found.fault] }]);
      return goOn(deps, visit, { ...draft, happenedOn: found.day, another: false });
    }),
  );

  const regionPage = async (visit: PatientVisit, chosen: string | null, faults: readonly FieldFault[] = []) => {
    const regions = await listClaimRegions(visit.tx);
    return {
      page: (viewer: PatientVisit["viewer"]) => ClaimRegionPage({ viewer, view: { regions, chosen, faults } }),
    };
  };
  app.get(
    paths.claimStep("region"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      return draft ? regionPage(visit, draft.regionCode ?? null) : toStart(visit);
    }),
  );
  app.post(
    paths.claimStep("region"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      if (!draft) return toStart(visit);
      const regionCode = field(visit.request.body, "region");
      if (!(await listClaimRegions(visit.tx)).some(({ code }) => code === regionCode)) {
        const text = words(visit.viewer.language).claims.region.needed;
        return regionPage(visit, null, [{ field: "region", text }]);
      }
      if (regionCode === draft.regionCode) return goOn(deps, visit, draft);
      const { organisationOid: _, organisationName: __, search: ___, ...others } = draft;
      return goOn(deps, visit, { ...others, regionCode, another: false });
    }),
  );

  const organisationPage = (
    { region, ...found }: FoundOrganisations,
    typed: { search: string; chosen: string | null; name: string },
    faults: readonly FieldFault[] = [],
  ) => ({
    page: (viewer: PatientVisit["viewer"]) =>
      ClaimOrganisationPage({ viewer, view: { region, ...found, ...typed, faults } }),
  });
  app.get(
    paths.claimStep("organisation"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      if (draft?.regionCode === undefined) return toStart(visit);
      const kept = await visit.restored();
      const search = draft.search ?? "";
      const chosen = draft.organisationOid === null ? "none" : (draft.organisationOid ?? null);
      const name = kept ? field(kept, "name") : (draft.organisationName ?? "");
      return organisationPage(await foundOrganisations(visit.tx, draft.regionCode, search), { search, chosen, name });
    }),
  );
  app.post(
    paths.claimStep("organisation"),
    patientPage(deps, "claim-missing", async (visit) => {
      const draft = await begun(deps, visit);
      const { regionCode } = draft ?? {};
      if (!draft || regionCode === undefined) return toStart(visit);
      const { body } = visit.request;
      const search = field(body, "search").slice(0, LONGEST_NAME);
      const chosen = field(body, "organisation");
      const name = field(body, "name");
      const go = field(body, "go");
      // Enter in the field of the search presses the form's first button, which is that of the search.
      if (go === "find")
        return goOn(
          deps,
          visit,
          { ...draft, search, organisationName: name.slice(0, LONGEST_NAME) },
          paths.claimStep("organisation"),
        );
      const found = await foundOrganisations(visit.tx, regionCode, search);
      const w = words(visit.viewer.language).claims.organisation;
      const fault = (id: string, text: string) =>
        organisationPage(found, { search, chosen: chosen || null, name }, [{ field: id, text }]);
      if (chosen === "none") {
        if (name === "") return fault("name", w.nameNeeded);
        if (name.length > LONGEST_NAME) return fault("name", w.nameLong(LONGEST_NAME));
        return goOn(deps, visit, { ...draft, search, organisationOid: null, organisationName: name, another: false });
      }
      const known = await claimedOrganisation(visit.tx, regionCode, chosen);
      if (!known) return fault("organisation", w.needed);
      return goOn(deps, visit, { ...draft, search, organisationOid: known.oid, another: false });
    }),
  );
}

function typedDate(values: unknown): TypedDate {
  return { day: field(values, "day"), month: field(values, "month"), year: field(values, "year") };
}
