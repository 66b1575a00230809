/** The forms of the registrar's desk as they come, and what is wrong with them. */
import type { StaffRequestView } from "../staff/paper/request.tsx";
import type { Typed } from "../staff/paper/typed.ts";

type Form = Readonly<Record<string, unknown>>;
type Faults = StaffRequestView["faults"];

const LONGEST = 1000;

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");

export interface HandingForm {
  readonly typed: Typed;
  readonly faults: Faults;
  /** To whom it was handed, for the history; null: to the patient. */
  readonly words: string | null;
}

export function readHanding(form: Form): HandingForm {
  const to = form["to"] === "other" ? "other" : "self";
  const typed: Typed = {
    to,
    other: text(form["other"]).slice(0, 300),
    identity: form["identity"] === "yes",
    reason: "",
  };
  const faults: Faults = [
    ...(to === "other" && typed.other === "" ? [{ field: "other", what: "other" } as const] : []),
    ...(typed.identity ? [] : [{ field: "identity", what: "identity" } as const]),
  ];
  return { typed, faults, words: to === "other" ? typed.other : null };
}

/** A reason as it was typed, whole: what is too long is said to be so, not cut. */
export function readReason(form: Form): { readonly reason: string; readonly fault: "reason" | "long" | null } {
  const reason = text(form["reason"]);
  return { reason, fault: reason === "" ? "reason" : reason.length > LONGEST ? "long" : null };
}
