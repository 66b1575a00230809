/** Why a letter or a push did not go out, by what follows from it. */

export type FaultKind =
  | "away" // the service itself does not answer: nobody's letters go, and no letter is at fault
  | "later" // this one not now: a full mailbox, a busy service
  | "never" // this one at no time: no such mailbox
  | "gone"; // the browser does not take push any more

/** `code`: a class of error, never words of another machine: those may hold an address. */
export class DeliveryFault extends Error {
  override readonly name = "DeliveryFault";
  readonly kind: FaultKind;
  readonly code: string;

  constructor(kind: FaultKind, code: string) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
  }
}
