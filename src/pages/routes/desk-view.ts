/** Appeals at a desk of the registry, as their pages show them. Pure: everything was fetched before. */
import { listOrganisations, type Organisation } from "../../admin/reference.ts";
import type { Actor } from "../../appeals/deps.ts";
import type { Holder } from "../../appeals/states.ts";
import { isOpen, rules } from "../../appeals/states.ts";
import type { Language } from "../../basics/words.ts";
import type { DeskCase } from "../../support/one.ts";
import type { QueueRow } from "../../support/queue.ts";
import { type DeskCaseView, type DeskDeed, deskDeeds, type OrganisationChoice } from "../staff/desk/case-view.ts";
import type { QueueRowView } from "../staff/desk/queue.tsx";
import { MOST_CHOICES } from "../staff/desk/route-form.tsx";
import { words } from "../words.ts";
import { type Beginning, offeredTo } from "./beginnings.ts";
import type { PagesDeps } from "./deps.ts";
import { faceOf, stepsOf } from "./inbox-view.ts";
import { kindKeyOf } from "./kind-key.ts";

export function queueRow(row: QueueRow, now: Date): QueueRowView {
  const { organisation_oid: oid, organisation, region, similar } = row;
  return {
    face: faceOf(row, now),
    organisation: oid && organisation ? { oid, name: organisation } : null,
    region,
    similar,
  };
}

export type DeskFilled = Pick<DeskCaseView, "open" | "faults" | "movedSince" | "done">;

/** What the patient writes to the registry itself is shown to it; of all else its words stay with the organisation. */
export function deskCaseView(
  one: DeskCase,
  more: DeskFilled &
    Pick<DeskCaseView, "once" | "choices" | "find" | "glass" | "accessLine"> & {
      readonly templates: readonly Beginning[];
      readonly language: Language;
      readonly now: Date;
      readonly actor: Actor & { readonly by: Holder };
    },
): DeskCaseView {
  const { appeal, events, organisation, region, similar, neighbours } = one;
  const { language, now, actor, templates, ...rest } = more;
  const steps = stepsOf(events, null, false);
  const holds = appeal.holder === actor.by;
  const deeds = deskDeeds.filter((deed) => mayDo(deed, one, actor));
  return {
    ...rest,
    face: faceOf(appeal, now),
    version: appeal.version,
    organisation: appeal.organisation_oid && organisation ? { oid: appeal.organisation_oid, name: organisation } : null,
    region,
    visitedOn: appeal.happened_on,
    kind: appeal.leaflet === null ? null : words(language).documents.kinds[kindKeyOf(appeal.leaflet)].plain,
    steps,
    hidden: events.some(({ by, words: said }) => by === "patient" && said === null) && appeal.kind !== "service",
    similar,
    ...neighbours,
    idle: !isOpen(appeal.state) ? (appeal.state === "closed" ? "closed" : "answered") : holds ? null : "held",
    deeds,
    templates: offeredTo(deskDeeds, templates, language),
  };
}

function mayDo(deed: DeskDeed, { appeal }: DeskCase, actor: { readonly by: Holder }): boolean {
  const rule = rules[deed];
  if (!rule.by.includes(actor.by) || !rule.from.includes(appeal.state)) return false;
  if (deed === "route" && actor.by === "support") return true;
  if (appeal.holder !== actor.by) return false;
  return deed !== "escalate" || appeal.region_code !== null;
}

/** Organisations by a part of the name, the address or the OID; without one, the appeal's own. A region sees its own. */
export async function findOrganisations(
  deps: PagesDeps,
  find: string,
  own: string | null,
  regionCode: string | null,
): Promise<OrganisationChoice[]> {
  const wanted = find.trim().toLocaleLowerCase("ru");
  return (await listOrganisations(deps.reference))
    .filter((one) => regionCode === null || one.region_code === regionCode)
    .filter((one) => (wanted === "" ? one.oid === own : matches(one, wanted)))
    .slice(0, MOST_CHOICES)
    .map(({ oid, short_name: name, region }) => ({ oid, name, region }));
}

function matches({ oid, name, short_name: shortName, address }: Organisation, wanted: string): boolean {
  return [oid, name, shortName, address ?? ""].some((text) => text.toLocaleLowerCase("ru").includes(wanted));
}
