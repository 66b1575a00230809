/** Step 2 «read»: whose document it is. The owner is the custodian; the provider tells more of the same organisation. */
import type { OrganisationFacts } from "./facts.ts";
import type { FaultList } from "./fault-list.ts";
import { OID } from "./read-values.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, placeOfElement, russianChild, textOf } from "./walk.ts";

/** Licence for medical work in the newer dialect: an id of the organisation. */
const LICENCE_ROOT = "1.2.643.5.1.13.2.1.1.1504.101";

export function readOrganisation(root: XmlElement, faults: FaultList): OrganisationFacts {
  const custodian = child(root, "custodian", "assignedCustodian", "representedCustodianOrganization");
  const provider = child(root, "recordTarget", "patientRole", "providerOrganization");
  const owned = oidOf(custodian);
  const provided = oidOf(provider);
  const oid = owned ?? provided;
  if (oid === null) {
    const at = custodian ?? provider ?? root;
    faults.add("ORGANISATION_OID", at, {
      message: {
        ru: "Не указан OID медицинской организации, которой принадлежит документ",
        en: "The OID of the organisation that owns the document is missing",
      },
      hint: {
        ru: "Укажите OID организации: custodian/assignedCustodian/representedCustodianOrganization/id/@root",
        en: "Give the OID in custodian/assignedCustodian/representedCustodianOrganization/id/@root",
      },
      below: at === root ? "/custodian" : "/id/@root",
      expected: "1.2.643.5.1.13.13.12.2.…",
    });
  }
  // A provider of another OID is another house: its licence and address must not be shown as the owner's.
  const same = provided === null || owned === null || provided === owned;
  const sources = [custodian, same ? provider : null];
  const first = <T>(read: (one: XmlElement | null) => T | null): T | null => {
    for (const source of sources) {
      const value = read(source);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    oid: oid ?? "",
    name: first((one) => textOf(child(one, "name"))),
    ogrn: first((one) => {
      const props = russianChild(one, "Props");
      return textOf(russianChild(props, "Ogrn")) ?? textOf(russianChild(props, "Ogrnip"));
    }),
    address: first((one) => textOf(child(one, "addr", "streetAddressLine"))),
    phone: first(phoneOf),
    licence: first(licenceOf),
    place: placeOfElement(custodian ?? provider ?? root),
  };
}

function oidOf(organisation: XmlElement | null): string | null {
  for (const id of childrenOf(organisation, "id")) {
    const root = attribute(id, "root");
    if (root !== null && root !== LICENCE_ROOT && OID.test(root)) return root;
  }
  return null;
}

function phoneOf(organisation: XmlElement | null): string | null {
  for (const telecom of childrenOf(organisation, "telecom")) {
    const value = attribute(telecom, "value");
    if (value?.startsWith("tel:")) return value.slice("tel:".length).trim();
  }
  return null;
}

function licenceOf(organisation: XmlElement | null): string | null {
  for (const id of childrenOf(organisation, "id")) {
    if (attribute(id, "root") !== LICENCE_ROOT) continue;
    const parts = [attribute(id, "extension"), attribute(id, "assigningAuthorityName")];
    const said = parts.flatMap((part) => part?.trim() || []).join(", ");
    if (said !== "") return said;
  }
  return null;
}
