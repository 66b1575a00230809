/** What a page gives to `<sign-document>` besides addresses: its words in the reader's language. `{…}` are filled in by it. */

export interface SigningWords {
  readonly checking: string;
  /** The bytes are those that the page names. */
  readonly same: string;
  readonly differs: string;
  readonly unreachable: string;
  readonly insecure: string;
  readonly file: {
    readonly title: string;
    readonly about: string;
    readonly label: string;
    readonly hint: string;
    readonly password: string;
    readonly open: string;
    /** `{percent}`. */
    readonly opening: string;
    readonly cancel: string;
    readonly another: string;
  };
  readonly plugin: {
    readonly title: string;
    readonly found: string;
    readonly absent: string;
    readonly look: string;
    readonly looking: string;
    readonly none: string;
    /** `{why}`. */
    readonly failed: string;
  };
  readonly chosen: {
    readonly title: string;
    readonly choose: string;
    readonly owner: string;
    readonly snils: string;
    readonly organisation: string;
    readonly issuer: string;
    readonly validity: string;
    /** `{from}` and `{to}`. */
    readonly span: string;
    readonly algorithm: string;
    readonly sign: string;
    readonly signing: string;
    readonly signed: string;
  };
  readonly warnings: {
    readonly expired: string;
    readonly early: string;
    /** `{date}`. */
    readonly soon: string;
    readonly another: string;
    readonly nameless: string;
  };
  /** By the code of the fault in the key file. */
  readonly faults: {
    readonly "wrong-password": string;
    readonly "not-a-container": string;
    readonly damaged: string;
    readonly unsupported: string;
    readonly "too-slow": string;
    readonly "too-large": string;
    readonly "no-key": string;
    readonly "no-certificate": string;
    readonly "no-file": string;
    readonly unexpected: string;
  };
}
