/** What the page and the room of keys say to each other. The password and the key file go one way only: in. */

export interface Described {
  readonly owner: string;
  readonly snils: string | null;
  readonly organisation: string | null;
  readonly title: string | null;
  readonly issuer: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly algorithm: string;
  readonly serial: string;
}

/** A key that was chosen, however it is kept. */
export interface Chosen {
  readonly described: Described;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export type Asked =
  | { readonly deed: "digest"; readonly bytes: Uint8Array }
  | { readonly deed: "open"; readonly files: readonly Uint8Array[]; readonly password: string }
  | { readonly deed: "describe"; readonly certificate: Uint8Array }
  /** `which` counts the identities that `open` told of. */
  | { readonly deed: "sign"; readonly bytes: Uint8Array; readonly which: number; readonly at: number };

export interface Answers {
  readonly digest: { readonly sha256: string; readonly streebog256: string };
  readonly open: readonly Described[];
  readonly describe: Described;
  /** DER of a detached CMS. */
  readonly sign: Uint8Array;
}

export type Said =
  | { readonly kind: "done"; readonly answer: unknown }
  | { readonly kind: "progress"; readonly share: number }
  /** `code`: of ContainerFault, or "unexpected". */
  | { readonly kind: "fault"; readonly code: string };
