/** A pack: what the ministry publishes to check one kind of document by. */

export interface PackFile {
  /** With `/`, relative to where the packs lie. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Pack {
  /** Code of the dictionary 1520. */
  readonly kind: string;
  readonly rules: PackFile | null;
  /** All schemas that may include one another, and which of them begins. */
  readonly schema: { readonly entry: string; readonly files: readonly PackFile[] } | null;
}
