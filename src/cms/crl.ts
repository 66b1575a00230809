/** Reads a certificate revocation list (RFC 5280 §5): which certificates of an issuer must no longer be believed. */

import { equalBytes } from "./bytes.ts";
import { fingerprintOf } from "./certificate.ts";
import {
  BIT_STRING,
  children,
  type DerNode,
  ENUMERATED,
  explicit,
  Fields,
  GENERALIZED_TIME,
  INTEGER,
  implicit,
  MisshapenDer,
  readDer,
  SEQUENCE,
  UTC_TIME,
  whole,
} from "./der.ts";
import { inside, serialText, smallInteger, time, wholeBits } from "./der-values.ts";
import { type Extension, fullNames, readExtensionList } from "./extensions.ts";
import { type Name, readName } from "./names.ts";
import { OID } from "./oids.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "./schemes.ts";

export interface Revocation {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** CRLReason (§5.3.1): 0 unspecified, 1 keyCompromise, … 6 certificateHold, 8 removeFromCRL. */
  readonly reason: number;
}

export const CERTIFICATE_HOLD = 6;

export interface Crl {
  readonly tbs: Uint8Array;
  readonly fingerprint: string;
  readonly issuer: Name;
  readonly thisUpdate: number;
  /** Infinity where the list promises no next one. */
  readonly nextUpdate: number;
  /** By upper-case hex serial. */
  readonly revoked: ReadonlyMap<string, Revocation>;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** Null where the list covers everything that its issuer issued. */
  readonly scope: CrlScope | null;
  /** Certificates revoked after this time stay listed though expired (ITU-T X.509 expiredCertsOnCRL); else null. */
  readonly keepsExpiredSince: number | null;
  /** Why the list cannot be relied on by itself: it is a delta, indirect, or has an unknown critical extension. */
  readonly unusable: string | null;
}

/** IssuingDistributionPoint (§5.2.5): a list of only some certificates. */
interface CrlScope {
  /** Hex of GeneralNames; empty where the point has no full name. */
  readonly names: readonly string[];
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
}

/** Throws MisshapenDer. */
export function readCrl(der: Uint8Array): Crl {
  const outer = new Fields(readDer(der));
  const tbs = outer.take(SEQUENCE);
  const signatureAlgorithm = readAlgorithm(outer.take(SEQUENCE));
  const signature = wholeBits(outer.take(BIT_STRING));
  outer.end();

  const fields = new Fields(tbs);
  const version = fields.maybe(INTEGER);
  if (version !== null && smallInteger(version) !== 1) throw new MisshapenDer("unknown version of the list");
  if (!equalBytes(readAlgorithm(fields.take(SEQUENCE)).der, signatureAlgorithm.der))
    throw new MisshapenDer("two signature algorithms");
  const issuer = readName(fields.take());
  const thisUpdate = time(fields.take());
  const next = fields.maybe(UTC_TIME, GENERALIZED_TIME);
  const revoked = readRevoked(fields.maybe(SEQUENCE));
  const wrapper = fields.maybe(explicit(0));
  fields.end();
  const extensions =
    wrapper === null ? new Map<string, Extension>() : readExtensionList(new Fields(wrapper, explicit(0)).take());
  const point = extensions.get(OID.issuingDistributionPoint);
  const kept = extensions.get(OID.expiredCertificatesOnCrl);
  const scope = point === undefined ? null : readScope(inside(point.value));
  return {
    ...{ tbs: whole(tbs), fingerprint: fingerprintOf(der), issuer, thisUpdate, signatureAlgorithm, signature },
    nextUpdate: next === null ? Number.POSITIVE_INFINITY : time(next),
    revoked: revoked.entries,
    scope: scope === null ? null : scope.scope,
    keepsExpiredSince: kept === undefined ? null : time(inside(kept.value)),
    unusable: reasonNotToUse(extensions) ?? scope?.unusable ?? revoked.unusable,
  };
}

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.issuerAltName,
  OID.crlNumber,
  OID.issuingDistributionPoint,
]);

function reasonNotToUse(extensions: ReadonlyMap<string, Extension>): string | null {
  if (extensions.has(OID.deltaCrlIndicator)) return "it is a delta list";
  for (const [id, { critical }] of extensions)
    if (critical && !UNDERSTOOD.has(id)) return `critical extension ${id} is not understood`;
  return null;
}

/** revokedCertificates ::= SEQUENCE OF SEQUENCE { userCertificate, revocationDate, crlEntryExtensions OPTIONAL } */
function readRevoked(list: DerNode | null): { entries: ReadonlyMap<string, Revocation>; unusable: string | null } {
  const entries = new Map<string, Revocation>();
  let unusable: string | null = null;
  for (const node of list === null ? [] : children(list, Number.POSITIVE_INFINITY)) {
    const fields = new Fields(node);
    const serial = serialText(fields.take(INTEGER));
    const at = time(fields.take());
    const wrapper = fields.maybe(SEQUENCE);
    fields.end();
    let reason = 0;
    if (wrapper !== null) {
      const extensions = readExtensionList(wrapper);
      const code = extensions.get(OID.reasonCode);
      if (code !== undefined) reason = smallInteger(inside(code.value), ENUMERATED);
      // §5.3.3: the entry is of another issuer; whoever does not read that must not read the list.
      if (extensions.has(OID.certificateIssuer)) unusable = "it lists certificates of other issuers";
    }
    entries.set(serial, { at, reason });
  }
  return { entries, unusable };
}

function readScope(node: DerNode): { scope: CrlScope; unusable: string | null } {
  const fields = new Fields(node);
  const point = fields.maybe(explicit(0));
  const flag = (position: number): boolean => {
    const field = fields.maybe(implicit(position));
    return field !== null && field.bytes[field.body] !== 0;
  };
  const onlyUsers = flag(1);
  const onlyAuthorities = flag(2);
  const someReasons = fields.maybe(implicit(3)) !== null;
  const indirect = flag(4);
  const onlyAttributes = flag(5);
  fields.end();
  const unusable = indirect
    ? "it is an indirect list"
    : someReasons
      ? "it covers some reasons only"
      : onlyAttributes
        ? "it covers attribute certificates only"
        : null;
  return { scope: { names: point === null ? [] : fullNames(point), onlyUsers, onlyAuthorities }, unusable };
}
