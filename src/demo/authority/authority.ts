/**
 * The demo's certification authority: a real GOST root, certificates for the people and organisations that documents
 * name, a fresh revocation list. Everything follows from one secret file, so each name always gets the same certificate.
 */
import { createHash, hkdfSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PersonName } from "../../cda/facts.ts";
import { type Authority, issueCertificate, issueCrl, issueRoot } from "../../cms/issue/authority.ts";
import { createKey, type KeyPair } from "../../cms/issue/key.ts";
import type { Subject } from "../../cms/issue/subject.ts";
import { toPem } from "../../cms/pem.ts";

export interface Signer {
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
}

export interface DemoAuthority {
  readonly root: Uint8Array;
  /** Fresh for a week from `now`. */
  crl(now: Date): Uint8Array;
  doctor(person: { snils: string | null; name: PersonName; title: string | null; organisation: string }): Signer;
  organisation(organisation: { oid: string; name: string; ogrn: string; inn: string | null }): Signer;
}

const DAY = 86_400_000;
/** The demo's documents are of 2022–2026, and their signatures must have been possible then. */
const NOT_BEFORE = new Date("2018-01-01T00:00:00Z");
const NOT_AFTER = new Date("2036-01-01T00:00:00Z");

export function openDemoAuthority(secret: Uint8Array): DemoAuthority {
  const bytesFor = (label: string) => (length: number) =>
    new Uint8Array(hkdfSync("sha256", secret, "", `demo ca ${label}`, length));
  const serialFor = (label: string) => BigInt(`0x01${createHash("sha256").update(label).digest("hex").slice(0, 28)}`);
  const key = createKey("256-A", bytesFor("root"));
  const root = issueRoot({
    key,
    subject: { commonName: "Учебный удостоверяющий центр Medkarta", organisation: "Medkarta, демонстрация" },
    serial: serialFor("root"),
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
  });
  const authority: Authority = { certificate: root, key };
  const known = new Map<string, Signer>();

  function signer(label: string, curve: Parameters<typeof createKey>[0], subject: Subject): Signer {
    const made = known.get(label);
    if (made) return made;
    const own = createKey(curve, bytesFor(label));
    const certificate = issueCertificate({
      authority,
      subject,
      publicKey: own.publicKey,
      serial: serialFor(label),
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
    });
    const signer = { certificate, key: own };
    known.set(label, signer);
    return signer;
  }

  return {
    root,
    crl: (now) => {
      const day = new Date(Math.floor(now.getTime() / DAY) * DAY);
      const nextUpdate = new Date(day.getTime() + 8 * DAY);
      return issueCrl({ authority, revoked: [], thisUpdate: day, nextUpdate, number: BigInt(day.getTime() / DAY) });
    },
    doctor: ({ snils, name, title, organisation }) => {
      const givenName = [name.given, name.patronymic].filter(Boolean).join(" ");
      return signer(
        `doctor ${snils ?? ""} ${name.family} ${givenName} ${title ?? ""} ${organisation}`,
        "256-cryptopro-A",
        {
          commonName: `${name.family} ${givenName}`,
          surname: name.family,
          givenName,
          ...(snils ? { snils } : {}),
          ...(title ? { title } : {}),
          organisation,
        },
      );
    },
    organisation: ({ oid, name, ogrn, inn }) =>
      signer(`organisation ${oid} ${name} ${ogrn}`, "256-A", {
        commonName: name,
        organisation: name,
        ogrn,
        ...(inn ? { innLegal: inn } : {}),
      }),
  };
}

/** Where `medkarta verify` looks by itself: `<dataDir>/trust`. */
export async function publishTrust(dataDir: string, authority: DemoAuthority, now: Date): Promise<void> {
  const folder = join(dataDir, "trust");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "demo-root.cer"), toPem("CERTIFICATE", authority.root));
  await writeFile(join(folder, "demo.crl"), toPem("X509 CRL", authority.crl(now)));
}
