/** What a form held when it could not be taken; empty at first. */
export interface Typed {
  readonly to: "self" | "other" | null;
  readonly other: string;
  readonly identity: boolean;
  readonly reason: string;
}

export const nothingTyped: Typed = { to: null, other: "", identity: false, reason: "" };
