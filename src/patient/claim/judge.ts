/**
 * Whether a claim can succeed, from what is known of it so far: told as early as it is known, with the reason and the way
 * that helps. What cannot wait, a mistake in one's data, is let through before the term is over.
 */
import { openClaim } from "../../appeals/report-missing.ts";
import { type Day, dayOf, plusDays } from "../../basics/day.ts";
import type { Sql } from "../../db/sql.ts";
import type { DueDeps } from "../../due/deps.ts";
import { standing } from "../../due/term.ts";
import { whyNot } from "../../due/why-not.ts";
import { whyNotShown } from "../../registry/kinds.ts";
import { type ClaimDraft, isWhole } from "./draft.ts";
import * as store from "./store.ts";

export type Stop =
  | { readonly why: "before" }
  | { readonly why: "region"; readonly region: string; readonly organisations: readonly store.OrganisationRow[] }
  | { readonly why: "not-electronic"; readonly organisation: store.OrganisationRow }
  | { readonly why: "open"; readonly number: string }
  | { readonly why: "there"; readonly number: string; readonly issuedOn: string }
  | {
      readonly why: "hidden";
      readonly reason: "kind-not-shown" | "issued-earlier";
      readonly organisation: store.OrganisationRow;
    }
  | {
      readonly why: "early";
      readonly from: Day;
      readonly day: number;
      readonly of: number;
      readonly provisional: boolean;
    };

const MOST = 20;

/** null: nothing stands against it. */
export async function judgeClaim(deps: DueDeps, sql: Sql, patientId: string, draft: ClaimDraft): Promise<Stop | null> {
  const { happenedOn, regionCode } = draft;
  const now = deps.clock();
  const electronic = { connected: true, electronicSince: "" };
  if (happenedOn && whyNot(electronic, happenedOn, dayOf(now, "UTC"), deps.shownFrom) === "before")
    return { why: "before" };
  if (regionCode) {
    const region = (await store.regions(sql)).find(({ code }) => code === regionCode);
    if (region && !region.connected)
      return {
        why: "region",
        region: region.name,
        organisations: await store.organisations(sql, regionCode, "", MOST),
      };
  }
  return isWhole(draft) ? judgeWhole(deps, sql, patientId, draft) : null;
}

async function judgeWhole(
  deps: DueDeps,
  sql: Sql,
  patientId: string,
  draft: Required<Pick<ClaimDraft, "happenedOn" | "leaflet" | "organisationOid" | "regionCode">> & ClaimDraft,
): Promise<Stop | null> {
  const { happenedOn, leaflet, organisationOid } = draft;
  const organisation = organisationOid === null ? null : await store.organisation(sql, organisationOid);
  const since = organisation?.electronic_since ?? null;
  if (organisation && (since === null || happenedOn < since)) return { why: "not-electronic", organisation };
  const due = await store.dueOfVisit(sql, patientId, {
    dueId: draft.dueId ?? null,
    leaflet,
    organisationOid,
    happenedOn,
  });
  const about = { patientId, leaflet: leaflet || null, happenedOn, organisationOid, dueId: due?.due_id ?? null };
  const number = await openClaim(sql, about);
  if (number) return { why: "open", number };
  const there = draft.another ? null : await documentOf(sql, patientId, draft, due);
  if (there && organisation) {
    const hidden = whyNotShown(there, there.issued_on, deps.shownFrom);
    if (hidden) return { why: "hidden", reason: hidden, organisation };
    return { why: "there", number: there.number, issuedOn: there.issued_on };
  }
  return draft.data === "wrong" ? null : tooEarly(deps, draft, organisation);
}

/** What the visit's own expected document became, or a document of that day. */
async function documentOf(
  sql: Sql,
  patientId: string,
  { happenedOn, leaflet, organisationOid }: Pick<ClaimDraft, "happenedOn" | "leaflet" | "organisationOid">,
  due: store.DueRow | null,
) {
  if (due?.number && due.issued_on) return { number: due.number, shown: due.shown === true, issued_on: due.issued_on };
  if (!leaflet || !organisationOid || !happenedOn) return null;
  const [from, until] = [plusDays(happenedOn, -1), plusDays(happenedOn, 1)];
  return store.documentThere(sql, patientId, { leaflet, organisationOid, from, until });
}

/** Without a calendar nobody is made to wait for a day that we cannot name. */
async function tooEarly(
  deps: DueDeps,
  { happenedOn, regionCode }: Required<Pick<ClaimDraft, "happenedOn" | "regionCode">>,
  organisation: store.OrganisationRow | null,
): Promise<Stop | null> {
  const calendar = (await deps.calendars.current()).of(organisation?.region_code ?? regionCode);
  const today = dayOf(deps.clock(), organisation?.time_zone ?? "Europe/Moscow");
  const term = standing(calendar, happenedOn, today);
  if (!term || term.over) return null;
  return {
    why: "early",
    from: plusDays(term.last, 1),
    day: term.number,
    of: term.of,
    provisional: term.provisional,
  };
}
