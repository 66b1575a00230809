/**
 * An independent witness of time: a token (RFC 3161) over the text of a checkpoint. Its digest becomes a leaf, and the token is
 * kept beside it; so all leaves below that checkpoint are proved to be as old, whatever becomes of our keys and clocks.
 */

import { Refusal } from "../basics/refusal.ts";
import { uuidOf } from "../basics/uuid.ts";
import { isImprintOf, readTimestamp } from "../cms/timestamp.ts";
import type { Database } from "../db/database.ts";
import { openCheckpoint } from "../merkle/checkpoint.ts";
import { SALT_LENGTH } from "../merkle/commitment.ts";
import { toHex, toUtf8 } from "../merkle/encoding.ts";
import { parseNote } from "../merkle/note.ts";
import { sha256 } from "../merkle/primitives.ts";
import { appendEvent } from "./append-event.ts";
import type { Signer } from "./signer.ts";
import { readNewestNotes } from "./store.ts";

export interface TimeAnchorWish {
  readonly database: Database;
  /** Of the log that was stamped. The leaf goes into the log of documents. */
  readonly signer: Signer;
  /** DER of a TimeStampToken, or of the TimeStampResp around it. */
  readonly token: Uint8Array;
  readonly now: Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Of a log that signs once a second, those of the last days. */
const MOST_LOOKED_AT = 200_000;

/** What is signed of a checkpoint, and what is to be stamped: its three lines. */
export function stampedText(note: string): Uint8Array {
  return toUtf8(parseNote(toUtf8(note)).text);
}

/**
 * The size up to which time is anchored now. Safe to repeat. Throws a Refusal `TOKEN_OF_NOTHING` when the token is none, or is
 * over none of the newest checkpoints. Whose token it is, is judged by whoever relies on it: here it is only kept.
 */
export async function anchorTime({ database, signer, token, now, random }: TimeAnchorWish): Promise<number> {
  const stamp = readToken(token);
  let found: string | undefined;
  for await (const note of readNewestNotes(database.sql, signer.log, MOST_LOOKED_AT)) {
    if (isImprintOf(stamp, stampedText(note))) found = note;
    if (found) break;
  }
  if (!found)
    throw refused("токен не о контрольной отметке этого журнала", "the token is over no checkpoint of this log");
  const keys = (await signer.keys()).map(({ key }) => key);
  const { origin, size, root } = openCheckpoint(toUtf8(found), keys);
  const digest = toHex(sha256(token));
  const record = {
    type: "time-anchor",
    origin,
    size,
    root: toHex(root),
    token: digest,
    at: now.toISOString(),
  } as const;
  const event = { id: uuidOf(`time-anchor ${origin} ${digest}`), salt: random(SALT_LENGTH), at: now, attached: token };
  await database.transact((tx) => appendEvent(tx, "docs", record, event));
  return size;
}

function readToken(token: Uint8Array) {
  try {
    return readTimestamp(token);
  } catch {
    throw refused(
      "файл не читается как токен времени RFC 3161 (DER)",
      "the file cannot be read as an RFC 3161 token (DER)",
    );
  }
}

function refused(ru: string, en: string): Refusal {
  return new Refusal("invalid", "TOKEN_OF_NOTHING", {
    ru: `Время не удостоверено: ${ru}`,
    en: `Time is not anchored: ${en}`,
  });
}
