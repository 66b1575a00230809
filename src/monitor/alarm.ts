/** What a monitor raises the alarm for. The codes are stable: scripts wait for them. */
export type AlarmCode =
  | "fork" // the log signed two histories: both notes are kept
  | "shrunk" // it shows less than it showed before
  | "entry-changed" // an entry is not the one that was there
  | "entry-malformed" // a bundle is not a sequence of entries, or an entry is not of this kind of log
  | "tile-changed" // a hash in a tile is not that of the entries
  | "root-mismatch" // the signed root is not that of the published entries
  | "file-missing" // a file that the checkpoint demands is not there
  | "bad-checkpoint" // it cannot be read, or no trusted key has signed it
  | "no-quorum" // too few witnesses have cosigned it
  | "stale"; // what witnesses said of it is old: somebody may be shown an old state

export interface Alarm {
  readonly code: AlarmCode;
  /** For a person; says nothing that is not in the public files. */
  readonly message: string;
}

/** Ends a round: what else would be found would only follow from this. */
export class Raised extends Error {
  override readonly name = "Raised";
  readonly code: AlarmCode;

  constructor(code: AlarmCode, message: string) {
    super(message);
    this.code = code;
  }
}
