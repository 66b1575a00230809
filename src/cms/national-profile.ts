/** What a qualified certificate of Russia says beside what any certificate does (63-ФЗ art. 17, order of the ФСБ 795). */

import type { Certificate } from "./certificate.ts";
import type { Findings } from "./findings.ts";
import { attribute } from "./names.ts";
import { OID } from "./oids.ts";

/** Classes of signing tools: КС1, КС2, КС3, КВ1, КВ2, КА1 are 1.2.643.100.113.1 … 6. */
const TOOL_CLASS = /^1\.2\.643\.100\.113\.[1-6]$/;

export function proveNationalProfile(findings: Findings, { publicKey, extensions, subject }: Certificate): void {
  const national = findings.ask("NationalAlgorithms", publicKey.kind === "gost", () => ({
    because: "a qualified certificate has a key of GOST R 34.10-2012",
  }));
  // A foreign certificate cannot have the rest, and saying so five times more helps nobody.
  if (!national) return;
  const { policies } = extensions;
  findings.ask(
    "SignToolClassSaid",
    policies.some((policy) => TOOL_CLASS.test(policy)),
    () => ({
      because: "no policy names the class of the signing tool",
      expected: "1.2.643.100.113.1 … 6",
      found: policies.join(", "),
    }),
  );
  findings.ask("SubjectSignToolSaid", extensions.national.has("subjectSignTool"));
  findings.ask("IssuerSignToolSaid", extensions.national.has("issuerSignTool"));
  findings.ask("IdentificationKindSaid", extensions.national.has("identificationKind"));
  const numbered = [OID.snils, OID.ogrn, OID.innLegal, OID.inn].some((type) => attribute(subject, type) !== null);
  findings.ask("OwnerNumbersSaid", numbered, () => ({ because: "it has neither СНИЛС nor ОГРН nor ИНН of its owner" }));
}
