/** Step 2 «read»: diagnoses and services from coded entries, in both dialects. What is only narrative is not guessed at. */
import type { DiagnosisFacts, ServiceFacts } from "./facts.ts";
import { readTime } from "./time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, isHl7 } from "./walk.ts";

const ICD10 = "1.2.643.5.1.13.13.11.1005";
const DIAGNOSIS_KINDS = "1.2.643.5.1.13.13.11.1077";
const MEDICAL_SERVICES = "1.2.643.5.1.13.13.11.1070";

/** Both dialects: an observation coded with the kind of diagnosis, its value a code of МКБ-10. */
export function readDiagnoses(root: XmlElement): readonly DiagnosisFacts[] {
  const found = new Map<string, DiagnosisFacts>();
  for (const observation of descendants(root)) {
    if (!isHl7(observation, "observation")) continue;
    const kind = child(observation, "code");
    if (attribute(kind, "codeSystem") !== DIAGNOSIS_KINDS) continue;
    for (const value of childrenOf(observation, "value")) {
      const code = attribute(value, "code");
      if (attribute(value, "codeSystem") !== ICD10 || code === null) continue;
      const name = attribute(value, "displayName") ?? code;
      const fact = { code, name, kind: attribute(kind, "displayName") };
      found.set(`${fact.kind} ${code}`, found.get(`${fact.kind} ${code}`) ?? fact);
    }
  }
  return [...found.values()];
}

/** Section SERVICES: `act/code` (older) or observation 12168 with a value (newer); else the documented event itself. */
export function readServices(root: XmlElement): readonly ServiceFacts[] {
  const found: ServiceFacts[] = [];
  for (const section of descendants(root)) {
    if (!isHl7(section, "section") || attribute(child(section, "code"), "code") !== "SERVICES") continue;
    for (const entry of childrenOf(section, "entry")) {
      for (const statement of [...childrenOf(entry, "act"), ...childrenOf(entry, "observation")]) {
        found.push(...servicesOf(statement, [child(statement, "code"), ...childrenOf(statement, "value")]));
      }
    }
  }
  if (found.length > 0) return found;
  const event = child(root, "documentationOf", "serviceEvent");
  return event === null ? [] : servicesOf(event, [child(event, "code")]);
}

function servicesOf(statement: XmlElement, codes: readonly (XmlElement | null)[]): readonly ServiceFacts[] {
  const time = child(statement, "effectiveTime");
  const literal = attribute(time, "value") ?? attribute(child(time, "low"), "value");
  const date = literal === null ? null : (readTime(literal)?.date ?? null);
  return codes.flatMap((one) => {
    const code = attribute(one, "code");
    if (attribute(one, "codeSystem") !== MEDICAL_SERVICES || code === null) return [];
    return [{ code, name: attribute(one, "displayName") ?? code, date }];
  });
}
