/** One statement of an issuer about one certificate, whichever way it was made. */

import type { Revocation } from "./crl.ts";

/** What one list or answer says of one certificate; times in milliseconds since 1970. */
export interface Statement {
  readonly kind: "crl" | "ocsp";
  readonly fingerprint: string;
  readonly thisUpdate: number;
  /** Infinity where a list promises no next one; thisUpdate where an answer does not. */
  readonly nextUpdate: number;
  readonly revocation: Revocation | null;
  /** Whether its silence means that the certificate is good. */
  readonly covers: boolean;
}
