/** Words of one side of a change: what was taken away is struck out, what is new is underlined, and both are said aloud. */
import type { MarkedRun, MarkedRuns } from "../../cda/difference.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** Text around the changed words that is kept, on each side; the rest of an unchanged text is «…». Characters. */
const AROUND = 140;
/** A side that is longer is cut: the document itself has all of it. */
const LONGEST = 4000;

export function Marked({ viewer, runs, side }: { viewer: Viewer; runs: MarkedRuns; side: "was" | "now" }) {
  const w = words(viewer.language).changes;
  const { pieces, isCut } = excerpt(runs);
  const Tag = side === "was" ? "del" : "ins";
  return (
    <>
      <p class="told" lang="ru">
        {pieces.map((piece) =>
          piece.changed ? (
            <Tag>
              <Aloud viewer={viewer}>{side === "was" ? w.removed : w.added} </Aloud>
              {piece.runs.map((run) => (
                <Looking run={run} />
              ))}
              <Aloud viewer={viewer}> ({w.end}) </Aloud>
            </Tag>
          ) : (
            piece.runs.map((run) => <Looking run={run} />)
          ),
        )}
      </p>
      {isCut ? <p class="muted small">{w.cut}</p> : null}
    </>
  );
}

/** Heard, not seen, in the reader's language inside a Russian text. */
function Aloud({ viewer, children }: { viewer: Viewer; children: readonly (string | number)[] | string }) {
  return (
    <span class="heard" lang={viewer.language}>
      {children}
    </span>
  );
}

/** The look of the document's own text; what its author had struck out is told from what a correction took away. */
function Looking({ run }: { run: MarkedRun }) {
  let inner = <Lines text={run.text} />;
  if (run.sub) inner = <sub>{inner}</sub>;
  if (run.sup) inner = <sup>{inner}</sup>;
  if (run.bold) inner = <b>{inner}</b>;
  if (run.italic) inner = <i>{inner}</i>;
  if (run.deleted) inner = <s>{inner}</s>;
  return inner;
}

function Lines({ text }: { text: string }) {
  const [first, ...rest] = text.split("\n");
  return (
    <>
      {first}
      {rest.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </>
  );
}

interface Piece {
  readonly changed: boolean;
  readonly runs: readonly MarkedRun[];
}

/** Runs gathered by whether they changed; long stretches that did not are shortened from where nothing happens. */
function excerpt(runs: MarkedRuns): { readonly pieces: readonly Piece[]; readonly isCut: boolean } {
  const groups: { changed: boolean; runs: MarkedRun[] }[] = [];
  let length = 0;
  for (const run of runs) {
    const text = run.text.slice(0, LONGEST - length);
    length += run.text.length;
    if (text === "") continue;
    const changed = run.changed === true;
    const last = groups.at(-1);
    if (last?.changed === changed) last.runs.push({ ...run, text });
    else groups.push({ changed, runs: [{ ...run, text }] });
  }
  const isMarked = groups.some(({ changed }) => changed);
  const pieces = groups.map((group, at) =>
    group.changed || !isMarked ? group : { ...group, runs: shortened(group.runs, at > 0, at < groups.length - 1) },
  );
  return { pieces, isCut: length > LONGEST };
}

function shortened(runs: readonly MarkedRun[], after: boolean, before: boolean): readonly MarkedRun[] {
  const length = runs.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= AROUND * (after && before ? 2 : 1) + 40) return runs;
  return [
    ...(after ? [...firstOf(runs, AROUND), { text: " …" }] : []),
    ...(before ? [{ text: "… " }, ...lastOf(runs, AROUND)] : []),
  ];
}

/** Whole words of the beginning. */
function firstOf(runs: readonly MarkedRun[], most: number): readonly MarkedRun[] {
  const out: MarkedRun[] = [];
  let left = most;
  for (const run of runs) {
    if (run.text.length <= left) out.push(run);
    else if (left > 0) out.push({ ...run, text: run.text.slice(0, Math.max(0, run.text.lastIndexOf(" ", left))) });
    left -= run.text.length;
    if (left <= 0) break;
  }
  return out;
}

/** Whole words of the end. */
function lastOf(runs: readonly MarkedRun[], most: number): readonly MarkedRun[] {
  const out: MarkedRun[] = [];
  let left = most;
  for (const run of [...runs].reverse()) {
    const from = run.text.length - left;
    out.unshift(from <= 0 ? run : { ...run, text: run.text.slice(run.text.indexOf(" ", from) + 1 || from) });
    left -= run.text.length;
    if (left <= 0) break;
  }
  return out;
}
