/** What came with a signature beside it: certificates, revocation lists, answers of OCSP, as far as they can be read. */

import type { Certificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import { MisshapenDer } from "./der.ts";
import type { Findings } from "./findings.ts";
import type { OcspAnswer } from "./ocsp.ts";
import type { SignedData } from "./signed-data.ts";
import type { TrustStore } from "./trust.ts";

export interface Bag {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly ocsp: readonly OcspAnswer[];
  /** Why certificates, and lists or answers, were passed over. */
  readonly unreadCertificates: readonly string[];
  readonly unreadRevocation: readonly string[];
}

/** A longer list does not belong inside a signature, and reading it takes a second. */
const LONGEST_LIST = 1 << 20;

/** Asks nothing: what is wrong with its contents is told by `tellUnread`. */
export function openBag(data: Pick<SignedData, "certificates" | "crls" | "ocsp">, trust: TrustStore): Bag {
  const certificates = readEach(data.certificates, (der) => trust.certificate(der));
  const crls = readEach(
    data.crls,
    short((der) => trust.crl(der)),
  );
  const ocsp = readEach(
    data.ocsp,
    short((der) => trust.answer(der)),
  );
  return {
    ...{ certificates: certificates.read, crls: crls.read, ocsp: ocsp.read },
    unreadCertificates: certificates.unread,
    unreadRevocation: [...crls.unread, ...ocsp.unread],
  };
}

export function tellUnread(findings: Findings, { unreadCertificates, unreadRevocation }: Bag): void {
  findings.ask("CertificatesReadable", unreadCertificates.length === 0, () => because(unreadCertificates));
  findings.ask("RevocationDataReadable", unreadRevocation.length === 0, () => because(unreadRevocation));
}

const because = (reasons: readonly string[]) => ({ because: "passed over", found: [...new Set(reasons)].join("; ") });

export const together = (a: Bag, b: Bag): Bag => ({
  certificates: [...a.certificates, ...b.certificates],
  crls: [...a.crls, ...b.crls],
  ocsp: [...a.ocsp, ...b.ocsp],
  unreadCertificates: a.unreadCertificates,
  unreadRevocation: a.unreadRevocation,
});

function short<T>(read: (der: Uint8Array) => T): (der: Uint8Array) => T {
  return (der) => {
    if (der.length > LONGEST_LIST) throw new MisshapenDer(`longer than ${LONGEST_LIST} octets`);
    return read(der);
  };
}

function readEach<T>(ders: readonly Uint8Array[], read: (der: Uint8Array) => T): { read: T[]; unread: string[] } {
  const good: T[] = [];
  const unread: string[] = [];
  for (const der of ders) {
    try {
      good.push(read(der));
    } catch (error) {
      if (!(error instanceof MisshapenDer)) throw error;
      unread.push(error.message);
    }
  }
  return { read: good, unread };
}
