/** Step 2 «read»: is this a CDA document of the Russian profile at all? */
import type { Fault } from "../basics/fault.ts";
import { FaultList } from "./fault-list.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, HL7 } from "./walk.ts";

/** Dictionaries whose codes name the kind of a document, newest first. */
const KIND_SYSTEMS: readonly string[] = [
  "1.2.643.5.1.13.13.11.1520", // Электронные медицинские документы: kind and edition
  "1.2.643.5.1.13.13.11.1522", // Виды медицинской документации: older editions
  "1.2.643.5.1.13.13.99.2.195", // its predecessor
  "1.2.643.5.1.13.13.11.1115", // Система электронных медицинских документов, older still
  "1.2.643.5.1.13.13.99.2.592", // ВИМИС beta kinds, SMSV…
];

/** Why the root element rules out any reading, or null. */
export function rootFault(root: XmlElement): Fault | null {
  const faults = new FaultList();
  if (root.name !== "ClinicalDocument") {
    faults.add("NOT_CLINICAL_DOCUMENT", root, {
      message: {
        ru: "Это не документ CDA: корневой элемент не ClinicalDocument",
        en: "This is not a CDA document: the root element is not ClinicalDocument",
      },
      hint: {
        ru: "Передайте документ целиком, с корневым элементом ClinicalDocument, без обёртки и не фрагмент",
        en: "Send the whole document with its root ClinicalDocument, neither wrapped nor in part",
      },
      found: root.name,
      expected: "ClinicalDocument",
    });
  } else if (root.uri !== HL7) {
    faults.add("NO_HL7_NAMESPACE", root, {
      message: {
        ru: "Элемент ClinicalDocument не в пространстве имён HL7, поэтому это не документ CDA",
        en: "ClinicalDocument is not in the HL7 namespace, so this is not a CDA document",
      },
      hint: {
        ru: `Объявите пространство имён: <ClinicalDocument xmlns="${HL7}" …> и подпишите заново`,
        en: `Declare the namespace: <ClinicalDocument xmlns="${HL7}" …> and sign it again`,
      },
      found: root.uri,
      expected: HL7,
    });
  }
  return faults.all[0] ?? null;
}

/** What shows that a CDA document belongs to another country's profile. Empty for ours, and for ours with gaps. */
export function foreignFaults(root: XmlElement): readonly Fault[] {
  const faults = new FaultList();
  const realm = child(root, "realmCode");
  const realmCode = attribute(realm, "code");
  if (realm !== null && realmCode !== null && realmCode !== "RU") {
    faults.add("NOT_RUSSIAN_PROFILE", realm, {
      message: { ru: "Область применения документа не РФ", en: "The realm of the document is not Russia" },
      hint: TAKEN,
      below: "/@code",
      found: realmCode,
      expected: "RU",
    });
  }
  const kind = child(root, "code");
  const system = attribute(kind, "codeSystem");
  if (kind !== null && system !== null && !KIND_SYSTEMS.includes(system)) {
    faults.add("NOT_RUSSIAN_PROFILE", kind, {
      message: {
        ru: "Вид документа указан не по справочнику видов СЭМД",
        en: "The kind of the document is not of a dictionary of Russian kinds",
      },
      hint: TAKEN,
      below: "/@codeSystem",
      found: `${system} (${attribute(kind, "code") ?? ""})`,
      expected: KIND_SYSTEMS.join(" | "),
    });
  }
  return faults.all;
}

const TAKEN = {
  ru: "Принимаются только СЭМД российского профиля: code с codeSystem 1.2.643.5.1.13.13.11.1520 и realmCode RU",
  en: "Only documents of the Russian profile are taken: code with codeSystem 1.2.643.5.1.13.13.11.1520, realmCode RU",
};
