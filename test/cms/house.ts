/** A small certification authority with a doctor, for tests: everything derived from names, so that each run is the same. */

import type { CurveName } from "../../src/cms/curves.ts";
import { type DocumentDigests, digestsOf } from "../../src/cms/digests.ts";
import {
  type Authority,
  type CertificateRequest,
  type CrlRequest,
  issueCertificate,
  issueCrl,
  issueRoot,
} from "../../src/cms/issue/authority.ts";
import { createKey, type KeyPair } from "../../src/cms/issue/key.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import type { Policy } from "../../src/cms/policy.ts";
import type { SignatureVerdict } from "../../src/cms/report.ts";
import { streebog512 } from "../../src/cms/streebog.ts";
import { openTrustStore, type TrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";

export const NOW = new Date("2026-11-24T10:00:00Z");
const DAY = 86_400_000;
export const days = (count: number): Date => new Date(NOW.getTime() + count * DAY);

/** Not random at all, which is right for tests only. */
export const keyNamed = (name: string, curve: CurveName = "256-cryptopro-A"): KeyPair =>
  createKey(curve, (length) => {
    const octets = new Uint8Array(length);
    for (let at = 0; at < length; at += 64) {
      octets.set(streebog512(new TextEncoder().encode(`${name} ${at}`)).subarray(0, length - at), at);
    }
    return octets;
  });

const rootKey = keyNamed("root", "256-A");
export const root: Authority = {
  key: rootKey,
  certificate: issueRoot({
    key: rootKey,
    subject: { commonName: "Тестовый корень", organisation: "Тестовый УЦ" },
    serial: 1n,
    notBefore: days(-1000),
    notAfter: days(3000),
  }),
};

let serial = 100n;

/** A certificate of the root for the key; a doctor's unless said otherwise. */
export function certify(key: KeyPair, changes: Partial<CertificateRequest> = {}): Uint8Array {
  return issueCertificate({
    authority: root,
    subject: {
      commonName: "Врачова Анна Ивановна",
      surname: "Врачова",
      givenName: "Анна Ивановна",
      snils: "11223344595",
    },
    publicKey: key.publicKey,
    serial: serial++,
    notBefore: days(-100),
    notAfter: days(300),
    ...changes,
  });
}

export const list = (changes: Partial<CrlRequest> = {}): Uint8Array =>
  issueCrl({ authority: root, revoked: [], thisUpdate: days(-1), nextUpdate: days(6), number: 1n, ...changes });

export const doctorKey = keyNamed("doctor");
export const doctor = certify(doctorKey, { serial: 7n });
export const document: DocumentDigests = digestsOf(new TextEncoder().encode("<ClinicalDocument/>"));
const trust: TrustStore = openTrustStore({ roots: [root.certificate], crls: [list()] });

export const sign = (certificate = doctor, key = doctorKey, includeChain: readonly Uint8Array[] = []): Uint8Array =>
  signDetached({ digests: document, certificate, key, signingTime: days(0), includeChain });

export interface Circumstances {
  readonly trust?: TrustStore;
  readonly document?: DocumentDigests | null;
  readonly bestTime?: Date;
  readonly proofOfExistence?: Date;
  readonly owners?: readonly string[];
  readonly now?: Date;
  readonly policy?: Policy;
}

/** The verdicts over a signature under the usual circumstances, or changed ones. */
export const judgeAll = (signature: Uint8Array, circumstances: Circumstances = {}): readonly SignatureVerdict[] =>
  validateSignature({ document, signature, trust, bestTime: NOW, now: NOW, ...circumstances });

/** The only verdict, as "TOTAL-PASSED" or "INDETERMINATE/TRY_LATER". */
export function judge(signature: Uint8Array, circumstances: Circumstances = {}): string {
  const verdicts = judgeAll(signature, circumstances);
  if (verdicts.length !== 1) throw new Error(`${verdicts.length} verdicts`);
  return inShort(verdicts[0]!);
}

export const inShort = ({ indication, subIndication }: SignatureVerdict): string =>
  subIndication === null ? indication : `${indication}/${subIndication}`;

/** Names of the constraints that were asked, not met, and worth telling a person. */
export const unmet = ({ constraints = [] }: SignatureVerdict): string[] =>
  constraints.filter(({ met, level }) => !met && level !== "INFORM").map(({ constraint }) => constraint);
