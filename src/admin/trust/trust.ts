/** Whom the house trusts, as its operator keeps it: each file is proved before it is kept, and nothing is kept of a file with a fault. */
import { createHash } from "node:crypto";
import { Refusal } from "../../basics/refusal.ts";
import { type Certificate, isSelfIssued, readCertificate } from "../../cms/certificate.ts";
import { type Crl, readCrl } from "../../cms/crl.ts";
import { nameText } from "../../cms/names.ts";
import { blocksOf } from "../../cms/pem.ts";
import { keyTitle } from "../../cms/public-key.ts";
import { openTrustStore } from "../../cms/trust.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import * as store from "./store.ts";

export interface TrustWish {
  /** Who signs documents, or which servers are talked to: authorities of the one vouch for nothing of the other. */
  readonly store: "signature" | "tls";
  /** Null: for a new one, always; for one that is there, as it was is not kept: say both. */
  readonly from: Date | null;
  readonly until: Date | null;
}

export interface Added {
  readonly what: "root" | "intermediate" | "list";
  readonly name: string;
  /** False: it was there; its dates are those that were said now. */
  readonly isNew: boolean;
}

/**
 * A file with certificates of authorities, or with revocation lists; DER or PEM, several in one.
 * @throws Refusal "trust-misshapen", "trust-not-authority", "trust-forged", "trust-unknown-issuer", "trust-unusable", "trust-not-for-tls"
 */
export async function addTrust(tx: Tx, file: Uint8Array, wish: TrustWish, now: Date): Promise<Added[]> {
  const blocks = blocksIn(file).map(readEither);
  if (blocks.length === 0)
    throw refusal("misshapen", "trust-misshapen", "в файле ничего нет", "nothing is in the file");
  const added: Added[] = [];
  for (const one of blocks) {
    added.push("revoked" in one.value ? await addList(tx, one, wish, now) : await addCertificate(tx, one, wish));
  }
  return added;
}

function blocksIn(file: Uint8Array): Uint8Array[] {
  try {
    return blocksOf(file);
  } catch {
    throw refusal("misshapen", "trust-misshapen", "испорченный base64", "broken base64");
  }
}

interface Block {
  readonly der: Uint8Array;
  readonly value: Certificate | Crl;
}

function readEither(der: Uint8Array): Block {
  const bytes = der.slice();
  try {
    return { der: bytes, value: readCertificate(bytes) };
  } catch (asCertificate) {
    try {
      return { der: bytes, value: readCrl(bytes) };
    } catch {
      const why = asCertificate instanceof Error ? asCertificate.message : "";
      const ru = `это ни сертификат, ни список отозванных: ${why}`;
      throw refusal("misshapen", "trust-misshapen", ru, `neither a certificate nor a revocation list: ${why}`);
    }
  }
}

async function addCertificate(tx: Tx, { der, value }: Block, { store: where, from, until }: TrustWish): Promise<Added> {
  const certificate = value as Certificate;
  const name = nameText(certificate.subject);
  if (!certificate.extensions.basicConstraints?.authority)
    throw refusal("invalid", "trust-not-authority", `«${name}» — не удостоверяющий центр`, `“${name}” is no authority`);
  if (where === "tls" && certificate.publicKey.kind === "gost") {
    const title = keyTitle(certificate.publicKey);
    throw refusal(
      ...(["invalid", "trust-not-for-tls", `«${name}»: с ключом ${title} соединения не проверяются`] as const),
      `“${name}”: connections are not checked with a key of ${title}`,
    );
  }
  const role = isSelfIssued(certificate) ? "root" : "intermediate";
  const roots = (await store.certificates(tx)).filter((row) => row.store === where).map((row) => row.der);
  const trust = openTrustStore({ roots });
  const issuers = role === "root" ? [certificate] : trust.knownBySubject(certificate.issuer.der);
  if (issuers.length === 0) throw unknownIssuer(name, nameText(certificate.issuer));
  if (!issuers.some((issuer) => trust.signedBy(certificate, issuer))) throw forged(name);
  const isNew = await store.putCertificate(tx, createHash("sha256").update(der).digest(), {
    ...{ store: where, role, der, trusted_from: from ?? new Date(0), trusted_until: until },
  });
  return { what: role, name, isNew };
}

async function addList(tx: Tx, { der, value }: Block, { store: where }: TrustWish, now: Date): Promise<Added> {
  const list = value as Crl;
  const name = nameText(list.issuer);
  if (where === "tls")
    throw refusal(
      "invalid",
      "trust-not-for-tls",
      "списки отозванных — только для подписей",
      "lists are for signatures only",
    );
  const known = (await store.certificates(tx)).filter((row) => row.store === "signature").map((row) => row.der);
  const trust = openTrustStore({ roots: known });
  const issuers = trust.knownBySubject(list.issuer.der);
  if (issuers.length === 0) throw unknownIssuer("список отозванных", name);
  if (!issuers.some((issuer) => trust.signedBy(list, issuer))) throw forged(name);
  if (list.unusable !== null || list.thisUpdate > now.getTime()) {
    const why = list.unusable ?? "it is of the future";
    throw refusal(
      "invalid",
      "trust-unusable",
      `список «${name}» не годится: ${why}`,
      `the list of “${name}” is of no use: ${why}`,
    );
  }
  const isNew = await store.putList(tx, createHash("sha256").update(der).digest(), der, now);
  return { what: "list", name, isNew };
}

const forged = (name: string) =>
  refusal("invalid", "trust-forged", `«${name}»: подпись издателя неверна`, `“${name}” is not signed by its issuer`);

const unknownIssuer = (name: string, issuer: string) =>
  refusal(
    ...([
      "invalid",
      "trust-unknown-issuer",
      `«${name}»: издателя «${issuer}» здесь нет, добавьте сначала его`,
    ] as const),
    `“${name}”: its issuer “${issuer}” is not here, add that first`,
  );

const refusal = (kind: "misshapen" | "invalid", code: string, ru: string, en: string): Refusal =>
  new Refusal(kind, code, { ru: `Не добавлено: ${ru}`, en: `Not added: ${en}` });

export interface Trusted {
  readonly certificates: readonly (Omit<store.CertificateRow, "der"> & { readonly certificate: Certificate })[];
  readonly lists: readonly Crl[];
}

export async function listTrust(sql: Sql): Promise<Trusted> {
  const [certificates, lists] = await Promise.all([store.certificates(sql), store.lists(sql)]);
  return {
    certificates: certificates.map(({ der, ...rest }) => ({ ...rest, certificate: readCertificate(der) })),
    lists: lists.map((der) => readCrl(der)),
  };
}
