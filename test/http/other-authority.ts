/** A second certification authority, which a registry may or may not trust; it also takes certificates back. */
import { createHash, randomBytes } from "node:crypto";
import { type CertificateRequest, issueCertificate, issueCrl, issueRoot } from "../../src/cms/issue/authority.ts";
import { createKey } from "../../src/cms/issue/key.ts";
import type { Subject } from "../../src/cms/issue/subject.ts";
import type { Signer } from "../../src/demo/authority/authority.ts";
import type { TestHouse } from "../kit/house.ts";

export interface OtherAuthority {
  readonly root: Uint8Array;
  /** A list of what it has taken back a day before `thisUpdate`. */
  list(revoked: readonly bigint[], thisUpdate: Date): Uint8Array;
  certify(subject: Subject, changes?: Partial<CertificateRequest>): Signer & { serial: bigint };
  /** Makes the house trust it, with a list of what it has taken back. */
  settle(house: TestHouse, revoked: readonly bigint[]): Promise<void>;
}

const DAY = 86_400_000;
const random = (length: number) => new Uint8Array(randomBytes(length));

export function openOtherAuthority(commonName: string): OtherAuthority {
  const key = createKey("256-A", random);
  const validity = { notBefore: new Date("2018-01-01T00:00:00Z"), notAfter: new Date("2040-01-01T00:00:00Z") };
  const certificate = issueRoot({ key, subject: { commonName }, serial: 1n, ...validity });
  const authority = { certificate, key };
  let last = 100n;
  const list = (revoked: readonly bigint[], thisUpdate: Date): Uint8Array =>
    issueCrl({
      authority,
      revoked: revoked.map((serial) => ({
        ...{ serial, at: new Date(thisUpdate.getTime() - DAY), reason: "keyCompromise" as const },
      })),
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + 7 * DAY),
      number: BigInt(thisUpdate.getTime()),
    });
  return {
    root: certificate,
    list,
    certify(subject, changes = {}) {
      const own = createKey("256-cryptopro-A", random);
      const serial = ++last;
      const request = { authority, subject, publicKey: own.publicKey, serial, ...validity, ...changes };
      return { certificate: issueCertificate(request), key: own, serial };
    },
    async settle({ house }, revoked) {
      const now = Date.now();
      const crl = issueCrl({
        authority,
        revoked: revoked.map((serial) => ({ serial, at: new Date(now - DAY), reason: "keyCompromise" as const })),
        thisUpdate: new Date(now - 3_600_000),
        nextUpdate: new Date(now + 7 * DAY),
        number: 1n,
      });
      const print = (der: Uint8Array) => createHash("sha256").update(der).digest();
      await house.registry.transact(async (tx) => {
        await tx.run`
          INSERT INTO trust_certificate (fingerprint, store, role, der, trusted_from)
          VALUES (${print(certificate)}, 'signature', 'root', ${certificate}, ${new Date(0)})`;
        await tx.run`INSERT INTO trust_crl (fingerprint, der, added_at) VALUES (${print(crl)}, ${crl}, ${new Date(now)})`;
      });
      house.intake.trust.refresh();
    },
  };
}
