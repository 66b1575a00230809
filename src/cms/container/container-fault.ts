/** Why a key file does not open. The page has words for each code; no secret is in the message. */

export type ContainerFaultCode =
  | "wrong-password"
  | "not-a-container"
  | "damaged"
  | "unsupported"
  | "too-slow"
  | "too-large"
  | "no-key"
  | "no-certificate";

export class ContainerFault extends Error {
  override readonly name = "ContainerFault";
  readonly code: ContainerFaultCode;

  /** `detail`: an English clause for a developer, e.g. the identifier that is not known. */
  constructor(code: ContainerFaultCode, detail = "") {
    super(detail === "" ? code : `${code}: ${detail}`);
    this.code = code;
  }
}
