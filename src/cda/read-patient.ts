/**
 * Step 2 «read»: whom the document is about. Exactly one: a second recordTarget would let a document be routed by one
 * person's СНИЛС and shown with another's name. СНИЛС itself is not judged here: matching a person is step 4's.
 */
import type { PatientFacts } from "./facts.ts";
import { type FaultList, missing } from "./fault-list.ts";
import { readName, snilsOf } from "./read-people.ts";
import { readOptionalTime } from "./read-values.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, placeOfElement, russianChild, textOf } from "./walk.ts";

/** Единый номер полиса in the older dialect: an id of the policy holder. */
const POLICY_ROOT = "1.2.643.5.1.13.2.7.100.2";
/** Dictionary …11.1040. A Map, as the key comes from the document. */
const SEXES: ReadonlyMap<string, PatientFacts["sex"]> = new Map([
  ["1", "male"],
  ["2", "female"],
  ["3", "other"],
]);

export function readPatient(root: XmlElement, faults: FaultList): PatientFacts {
  const target = only(childrenOf(root, "recordTarget"), root, RECORD_TARGET, faults);
  const role = target && only(childrenOf(target, "patientRole"), target, PATIENT_ROLE, faults);
  const patient = role && only(childrenOf(role, "patient"), role, PATIENT, faults);
  const place = placeOfElement(role ?? target ?? root);
  const snils = snilsOf(role);
  if (snils.length > 1 && role !== null) {
    faults.add("PATIENT_SNILS_TWICE", role, {
      message: { ru: "У пациента указаны два разных СНИЛС", en: "The patient has two different СНИЛС" },
      hint: { ru: "Оставьте один СНИЛС пациента", en: "Leave one СНИЛС of the patient" },
      below: "/id",
    });
  }
  return {
    snils: snils[0] ?? null,
    name: readName(patient),
    birthDate: readOptionalTime(child(patient, "birthTime"), faults)?.date ?? null,
    sex: SEXES.get(attribute(child(patient, "administrativeGenderCode"), "code") ?? "") ?? null,
    policy: readPolicy(root, role),
    place,
  };
}

interface Rule {
  readonly name: string;
  readonly ru: string;
  readonly en: string;
}

const RECORD_TARGET: Rule = { name: "recordTarget", ru: "сведения о пациенте", en: "the patient's record target" };
const PATIENT_ROLE: Rule = { name: "patientRole", ru: "пациент (роль)", en: "the patient (role)" };
const PATIENT: Rule = { name: "patient", ru: "пациент (человек)", en: "the patient (person)" };

/** The only one; none or several are faults, and then nobody is read rather than the first of them. */
function only(found: readonly XmlElement[], parent: XmlElement, rule: Rule, faults: FaultList): XmlElement | null {
  const [first, second] = found;
  if (first === undefined) {
    faults.add("PATIENT_OCCURRENCE_MISMATCH", parent, {
      ...missing(rule, `<${rule.name}>`),
      below: `/${rule.name}`,
    });
    return null;
  }
  if (second === undefined) return first;
  faults.add("PATIENT_OCCURRENCE_MISMATCH", second, {
    message: {
      ru: `Документ должен быть об одном пациенте, а элементов ${rule.name} несколько`,
      en: `A document is about one patient, but there are several ${rule.name}`,
    },
    hint: { ru: `Оставьте один элемент ${rule.name}`, en: `Leave one ${rule.name}` },
    found: String(found.length),
    expected: "1",
  });
  return null;
}

function readPolicy(root: XmlElement, role: XmlElement | null): PatientFacts["policy"] {
  const policy = russianChild(role, "InsurancePolicy");
  const number = textOf(russianChild(policy, "Number"));
  if (number !== null) {
    const kind = attribute(russianChild(policy, "InsurancePolicyType"), "displayName");
    return { number, series: textOf(russianChild(policy, "Series")), kind };
  }
  for (const participant of childrenOf(root, "participant")) {
    if (attribute(participant, "typeCode") !== "HLD") continue;
    for (const id of childrenOf(child(participant, "associatedEntity"), "id")) {
      const holder = attribute(id, "root") === POLICY_ROOT ? attribute(id, "extension") : null;
      if (holder !== null) return { number: holder.trim(), series: null, kind: null };
    }
  }
  return null;
}
