/** The child process of a press: takes orders by IPC, answers with PDFs, gives its memory back between them. */

import type { PressAnswer, PressOrder } from "./press.ts";
import { openTypesetter } from "./typeset.ts";

/** Garbage is collected after this many documents; without it Typst's native memory grows by 2 MB each. */
const documentsPerSweep = 10;

const typeset = openTypesetter();
let done = 0;

process.on("message", (message) => {
  // Only the parent that started this process holds the other end of the channel.
  const { order } = message as PressOrder;
  answer(set(order));
  if (++done % documentsPerSweep === 0) setTimeout(() => globalThis.gc?.(), 0);
});
process.on("disconnect", () => process.exit(0));
answer({ kind: "ready" });

function set(order: PressOrder["order"]): PressAnswer {
  try {
    return { kind: "printed", bytes: typeset(order) };
  } catch (error) {
    // Typst quotes the text it stumbled over. That may be a person's: it does not leave this process.
    const detail = String(error)
      .replace(/`[^`]*`/g, "`…`")
      .slice(0, 500);
    return { kind: "failed", detail };
  }
}

function answer(message: PressAnswer): void {
  process.send?.(message);
}
