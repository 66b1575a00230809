/** The rest of the head: who pays, what happened, in which case of care. */
import { code, coded } from "./dictionaries.ts";
import { type Draft, ownOid } from "./draft.ts";
import type { Dialect } from "./editions.ts";
import { address, assigned, extension } from "./header-parts.ts";
import { hl7Day, hl7Moment } from "./moment.ts";
import type { WrittenInsurer } from "./people.ts";
import { type XmlElement, x } from "./xml.ts";

/** Obligatory insurance pays. Every edition that the house writes lets the payer be unsaid. */
export function payer({ edition: { dialect }, patient, insurer }: Draft): XmlElement | null {
  if (insurer === null || patient.policy === null) return null;
  return x(
    "participant",
    { typeCode: "IND" },
    x(
      "associatedEntity",
      { classCode: "GUAR" },
      code("11.1039", "1"),
      x(
        "identity:DocInfo",
        {},
        extension(dialect, "identity:IdentityDocType", "CD", coded("99.2.724", "1")),
        extension(dialect, "identity:InsurancePolicyType", "CD", coded("11.1035", patient.policy.kind)),
        extension(dialect, "identity:Series", "ST", { nullFlavor: "NA" }),
        extension(dialect, "identity:Number", "ST", {}, patient.policy.number),
        extension(dialect, "identity:INN", "ST", { nullFlavor: "NA" }),
        x(
          "identity:effectiveTime",
          {},
          extension(dialect, "identity:low", "TS", { value: "20120501" }),
          extension(dialect, "identity:high", "TS", { nullFlavor: "NAV" }),
        ),
      ),
      insurance(dialect, insurer),
    ),
  );
}

function insurance(dialect: Dialect, insurer: WrittenInsurer): XmlElement {
  return x(
    "scopingOrganization",
    {},
    x("id", { root: "1.2.643.5.1.13.13.99.2.183", extension: insurer.number }),
    x("name", {}, insurer.name),
    x("telecom", { use: "WP", value: `tel:${insurer.phone}` }),
    address(dialect, insurer),
  );
}

function event(draft: Draft): XmlElement | null {
  const { edition, visit, created, organisation, care, author } = draft;
  const { dialect } = edition;
  if (!dialect.event) return null;
  const written = hl7Moment(created, organisation);
  const last = visit.until ?? visit.date;
  const time = {
    moment: x("effectiveTime", { value: written }),
    hours: x("effectiveTime", {}, x("low", { value: written }), x("high", { value: written })),
    interval: x("effectiveTime", {}, x("low", { value: hl7Day(visit.date) }), x("high", { value: hl7Day(last) })),
  }[dialect.event];
  return x(
    "documentationOf",
    {},
    x(
      "serviceEvent",
      {},
      code("99.2.726", care.event),
      time,
      extension(dialect, "medService:serviceForm", "CD", coded("11.1551", care.form)),
      extension(dialect, "medService:serviceType", "CD", coded("11.1034", care.type)),
      extension(dialect, "medService:serviceCond", "CD", coded("99.2.322", care.conditions)),
      dialect.performer &&
        x(
          "performer",
          { typeCode: "PPRF" },
          assigned(draft, "assignedEntity", author, { snils: dialect.performer === "both" }),
        ),
    ),
  );
}

function encounter({ edition, number, visit, organisation, care, patient }: Draft): XmlElement | null {
  const { dialect } = edition;
  if (!dialect.encounter) return null;
  return x(
    "componentOf",
    {},
    x(
      "encompassingEncounter",
      {},
      x("id", { root: ownOid(organisation, 15), extension: number }),
      x("id", {
        root: ownOid(organisation, care.card === "2" ? 16 : 17),
        extension: patient.policy?.number.slice(-6) ?? patient.number,
      }),
      code("99.2.723", care.card),
      dialect.typed &&
        extension(dialect, "medService:DocType", "CD", coded("11.1522", care.card === "2" ? "94" : "41")),
      x(
        "effectiveTime",
        {},
        x("low", { value: hl7Day(visit.date) }),
        x("high", { value: hl7Day(visit.until ?? visit.date) }),
      ),
    ),
  );
}

export function eventAndEncounter(draft: Draft): (XmlElement | null)[] {
  return [event(draft), encounter(draft)];
}
