/** Why a file could not be taken apart. The code is stable; its sentence is in `words/`. */
export type Trouble =
  | "zip-damaged"
  | "zip-too-large"
  | "zip-locked"
  | "zip-twice"
  | "pdf-damaged"
  | "pdf-without-original"
  | "pdf-too-large"
  | "empty"
  | "picture"
  | "office"
  | "page"
  | "text"
  | "other"
  | "checkpoint"
  | "lonely-certificate"
  | "too-large"
  | "too-many";

export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly code: Trouble;

  constructor(code: Trouble) {
    super(code);
    this.code = code;
  }
}
