/** What witnesses said of the checkpoints, against their keys: a line that none of them wrote must not stand behind a proof. */
import type { Sql } from "../../db/sql.ts";
import { splitCosignature } from "../../merkle/cosignature.ts";
import { Malformed, toUtf8 } from "../../merkle/encoding.ts";
import type { VerifierKey } from "../../merkle/key.ts";
import { parseNote, parseSignatureLines, verifyNote } from "../../merkle/note.ts";
import type { LogName } from "../names.ts";
import { type Finding, finding } from "./findings.ts";
import { beforeAllCosignatures, type CosignatureKey, type CosignatureRow, readCosignatures } from "./store.ts";

export interface CosignatureWalk {
  readonly sql: Sql;
  readonly log: LogName;
  /** From outside the database. Lines of a witness that is no longer among them prove nothing, and nothing is said of them. */
  readonly witnesses: readonly VerifierKey[];
  readonly rest: () => Promise<void>;
}

const PAGE = 500;

export async function* checkCosignatures({ sql, log, witnesses, rest }: CosignatureWalk): AsyncGenerator<Finding> {
  let after: CosignatureKey = beforeAllCosignatures;
  for (;;) {
    const page = await readCosignatures(sql, log, after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    for (const row of page) {
      const fault = faultOf(row, witnesses);
      if (fault !== null) yield finding("cosignature-changed", { size: row.size, witness: row.witness }, fault);
    }
    after = last;
    await rest();
  }
}

function faultOf({ witness, line, at, note }: CosignatureRow, witnesses: readonly VerifierKey[]): string | null {
  if (note === null) return "of a checkpoint that is not there";
  try {
    const [signature, ...more] = parseSignatureLines(line);
    if (!signature || more.length > 0) return "not one line";
    const { name, keyId } = signature;
    if (`${name}+${keyId}` !== witness) return "a line of another witness";
    if (splitCosignature(signature.signature)?.seconds !== at.getTime() / 1000) return "of another time";
    const key = witnesses.find((one) => one.name === name && one.id === keyId);
    if (key) verifyNote({ text: parseNote(toUtf8(note)).text, signatures: [signature] }, [key]);
    return null;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return error.message;
  }
}
