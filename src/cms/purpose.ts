/** What a certificate is for, and whether that fits what was signed with it (RFC 5280 §4.2.1.3, §4.2.1.12). */

import type { Certificate } from "./certificate.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { Findings } from "./findings.ts";
import { proveNationalProfile } from "./national-profile.ts";
import { OID } from "./oids.ts";

export type Purpose = "document" | "timestamp";

/** serverAuth, codeSigning, timeStamping, OCSPSigning. */
const MACHINE_PURPOSES: ReadonlySet<string> = new Set([1, 3, 8, 9].map((purpose) => `1.3.6.1.5.5.7.3.${purpose}`));

export function provePurpose(findings: Findings, certificate: Certificate, purpose: Purpose): void {
  if (purpose === "timestamp") proveStamps(findings, certificate);
  else {
    proveBinds(findings, certificate);
    proveNationalProfile(findings, certificate);
  }
}

/** RFC 3161 §2.3: one purpose, which is time stamping, and the extension is critical. */
function proveStamps(findings: Findings, { extensions }: Certificate): void {
  const { extendedKeyUsage, extendedKeyUsageCritical, keyUsage } = extensions;
  const only = extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === OID.timeStamping && extendedKeyUsageCritical;
  const signs = keyUsage === null || keyUsage.has(KEY_USAGE.digitalSignature) || keyUsage.has(KEY_USAGE.nonRepudiation);
  findings.ask("TimestampPurposeFits", only && signs, () => ({
    because: "the certificate is not for time stamping alone",
    expected: `critical ${OID.timeStamping}`,
    found: `${extendedKeyUsageCritical ? "critical " : ""}${(extendedKeyUsage ?? ["nothing"]).join(", ")}`,
  }));
}

/** The signer's key is for signatures that bind its owner. */
function proveBinds(findings: Findings, { extensions: { keyUsage, extendedKeyUsage } }: Certificate): void {
  const purposes = extendedKeyUsage ?? [];
  const personal = extendedKeyUsage === null || purposes.some((purpose) => !MACHINE_PURPOSES.has(purpose));
  findings.ask("PurposeFits", personal, () => ({ because: "its key is a machine's", found: purposes.join(", ") }));
  findings.ask("KeyUsageSaid", keyUsage !== null);
  if (keyUsage === null) return;
  const binds = findings.ask("KeyUsageFits", keyUsage.has(KEY_USAGE.nonRepudiation), () => ({
    because: "the certificate is not for signing documents",
    expected: "digitalSignature and nonRepudiation",
    found: `bits ${[...keyUsage].join(", ")}`,
  }));
  if (binds) findings.ask("KeyUsageComplete", keyUsage.has(KEY_USAGE.digitalSignature));
}
