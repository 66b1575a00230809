/** «problem.name»: a reason as addresses and filters name it. */
import { type AppealKind, reasonsOf } from "./reasons.ts";

/** null: there is none of that name. */
export function readReason(text: string | undefined): string | null {
  const [kind = "", code = ""] = (text ?? "").split(".");
  if (!Object.hasOwn(reasonsOf, kind)) return null;
  return Object.hasOwn(reasonsOf[kind as AppealKind], code) ? `${kind}.${code}` : null;
}
