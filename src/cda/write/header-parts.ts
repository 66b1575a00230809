/** Pieces that many parts of the head share: names, addresses, places of work, people with their posts. */
import type { PersonName } from "../facts.ts";
import { coded } from "./dictionaries.ts";
import { type Draft, ownOid } from "./draft.ts";
import type { Dialect } from "./editions.ts";
import type { WrittenAddress, WrittenMember, WrittenOrganisation } from "./people.ts";
import { type XmlElement, x } from "./xml.ts";

export const snilsRoot = "1.2.643.100.3";

/** An extension element of urn:hl7-ru:*; the early dialect types it. */
export function extension(
  dialect: Dialect,
  name: string,
  type: "CD" | "ST" | "TS",
  attributes: XmlElement["attributes"],
  text?: string,
) {
  return x(name, dialect.typed ? { "xsi:type": type, ...attributes } : attributes, text);
}

export function personName(dialect: Dialect, { family, given, patronymic }: PersonName): XmlElement {
  return x(
    "name",
    {},
    x("family", {}, family),
    x("given", {}, given),
    patronymic !== null &&
      (dialect.oldest ? x("given", {}, patronymic) : extension(dialect, "identity:Patronymic", "ST", {}, patronymic)),
  );
}

/** No ФИАС identifiers are known: the element must be there, and says so. */
export function address(dialect: Dialect, of: WrittenAddress, type?: string): XmlElement {
  const street = x("streetAddressLine", {}, of.address);
  const postalCode =
    of.postalCode === null ? x("postalCode", { nullFlavor: "NI" }) : x("postalCode", {}, of.postalCode);
  const unknown = { nullFlavor: "NI" };
  const fias = dialect.fiasParts
    ? x("fias:Address", {}, x("fias:AOGUID", unknown), x("fias:HOUSEGUID", unknown))
    : x("fias:Address", unknown);
  if (dialect.oldest) {
    return x(
      "addr",
      type ? { use: "HP" } : {},
      street,
      x("state", {}, of.regionCode),
      postalCode,
      x("fias:Address", { nullFlavor: "NI" }),
    );
  }
  return x(
    "addr",
    {},
    type && extension(dialect, "address:Type", "CD", coded("11.1504", type)),
    street,
    extension(dialect, "address:stateCode", "CD", coded("99.2.206", of.regionCode)),
    type && dialect.resident && extension(dialect, "address:residentCode", "CD", coded("11.1042", "1")),
    postalCode,
    fias,
  );
}

export function telecom(phone: string): XmlElement {
  return x("telecom", { use: "WP", value: `tel:${phone.replace(/[^+\d]/g, "")}` });
}

export function organisationWithAddress(
  dialect: Dialect,
  name: string,
  organisation: WrittenOrganisation,
  attributes = {},
): XmlElement {
  return x(
    name,
    attributes,
    x("id", { root: organisation.oid }),
    x("name", {}, organisation.name),
    telecom(organisation.phone),
    address(dialect, organisation),
  );
}

/** Who did, wrote or answers for something: ids, post, name, place of work. */
export function assigned(
  draft: Draft,
  name: "assignedAuthor" | "assignedEntity",
  member: WrittenMember,
  { snils = true, workplace: withWorkplace = false } = {},
): XmlElement {
  const { dialect } = draft.edition;
  const { workplace } = member;
  return x(
    name,
    {},
    x("id", { root: ownOid(workplace, 70), extension: member.number }),
    snils && x("id", { root: snilsRoot, extension: member.snils }),
    x("code", coded("11.1002", member.position.code, member.position.name)),
    telecom(workplace.phone),
    x("assignedPerson", {}, personName(dialect, member.name)),
    withWorkplace && organisationWithAddress(dialect, "representedOrganization", workplace, { classCode: "ORG" }),
  );
}
