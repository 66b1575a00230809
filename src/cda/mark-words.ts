/** Two texts side by side, word by word: which words are only in the earlier one, and which only in the later one. */
import { commonInOrder, type Pair } from "./align.ts";
import type { MarkedRun, MarkedRuns, Sides } from "./difference.ts";
import type { Effort } from "./effort.ts";
import { runsKey } from "./flatten.ts";
import { plainText } from "./flow.ts";
import type { Run, Runs } from "./model.ts";

/** Texts with less in common are told whole: a word here and there in common only confuses. */
const SCARCELY = 0.3;
/** A number keeps its fraction, a date its points: «5,2» does not become «5,» and a changed «2». */
const TOKEN = /\s+|[\p{L}\p{N}]+(?:[.,:/–-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;

interface Token {
  readonly text: string;
  /** Equal for equal words; what is struck out or raised (10⁹) is another word than the same letters plain. */
  readonly key: string;
  readonly start: number;
}

/** Longer texts are not even taken to words: no doctor wrote so much in one place. Characters. */
const LONGEST = 400_000;

/** null where both say the same: spaces, bold, italics and links are no words. */
export function markWords(before: Runs, after: Runs, effort: Effort): Sides | null {
  if (isPlain(before) && isPlain(after) && before[0]?.text === after[0]?.text) return null;
  if (Math.max(...[before, after].map((runs) => plainText(runs).length)) > LONGEST)
    return runsKey(before) === runsKey(after) ? null : { before: markAll(before), after: markAll(after), coarse: true };
  const [a, b] = [tokensOf(before), tokensOf(after)];
  const [wordsA, wordsB] = [a.filter(isWord), b.filter(isWord)];
  const [keysA, keysB] = [wordsA.map(({ key }) => key), wordsB.map(({ key }) => key)];
  if (keysA.length === keysB.length && keysA.every((key, at) => key === keysB[at])) return null;
  const common = commonInOrder(keysA, keysB, effort);
  const pairs = common === null ? [] : telling(common, wordsA, wordsB);
  return {
    before: marked(before, a, new Set(pairs.map(([i]) => i))),
    after: marked(after, b, new Set(pairs.map(([, j]) => j))),
    ...(common === null ? { coarse: true as const } : {}),
  };
}

/** Most cells of most tables: told apart without taking them to pieces. */
function isPlain(runs: Runs): boolean {
  return runs.length < 2 && !runs[0]?.deleted && !runs[0]?.sub && !runs[0]?.sup;
}

/** All of it, marked. */
export function markAll(runs: Runs): MarkedRuns {
  return runs.map((run) => ({ ...run, changed: true as const }));
}

/** The common words that are worth showing as common. */
function telling(pairs: readonly Pair[], a: readonly Token[], b: readonly Token[]): readonly Pair[] {
  const kept = pairs.filter(([i, j], at) => {
    const alone = !follows(pairs[at - 1], [i - 1, j - 1]) && !follows(pairs[at + 1], [i + 1, j + 1]);
    const inside = i > 0 && j > 0 && i < a.length - 1 && j < b.length - 1;
    return !(alone && inside && /^[^\p{N}]{1,2}$/u.test(a[i]?.text ?? ""));
  });
  return (2 * kept.length) / (a.length + b.length) < SCARCELY ? [] : kept;
}

function follows(pair: Pair | undefined, [i, j]: Pair): boolean {
  return pair?.[0] === i || pair?.[1] === j;
}

function isWord({ text }: Token): boolean {
  return text.trim() !== "";
}

function tokensOf(runs: Runs): readonly Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const { text, style } of segments(runs)) {
    for (const [token] of text.matchAll(TOKEN)) {
      tokens.push({ text: token, key: `${style}${token}`, start });
      start += token.length;
    }
  }
  return tokens;
}

/** Runs joined where only looks part them, so that a word half in bold is one word. */
function segments(runs: Runs): readonly { readonly text: string; readonly style: string }[] {
  const out: { text: string; style: string }[] = [];
  for (const { text, deleted, sub, sup } of runs) {
    const style = `${deleted ? "~" : ""}${sub ? "_" : ""}${sup ? "^" : ""}`;
    const last = out.at(-1);
    if (last?.style === style) last.text += text;
    else out.push({ text, style });
  }
  return out;
}

/** `same`: which of the words, counted without spaces, are in both texts. */
function marked(runs: Runs, tokens: readonly Token[], same: ReadonlySet<number>): MarkedRuns {
  let word = -1;
  const flags = tokens.map((token) => (isWord(token) ? !same.has(++word) : null));
  // A space is marked where the words on both its sides are.
  const isMarked = flags.map((flag, at) => flag ?? (flags[at - 1] === true && flags[at + 1] === true));
  const edges: { readonly start: number; readonly is: boolean }[] = [];
  for (const [at, { start }] of tokens.entries()) {
    const is = isMarked[at] ?? false;
    if (edges.at(-1)?.is !== is) edges.push({ start, is });
  }
  return cutAt(runs, edges, plainText(runs).length);
}

function cutAt(runs: Runs, edges: readonly { start: number; is: boolean }[], length: number): MarkedRuns {
  const out: MarkedRun[] = [];
  let from = 0;
  let edge = 0;
  for (const run of runs) {
    const to = from + run.text.length;
    for (let at = from; at < to; ) {
      while ((edges[edge + 1]?.start ?? length + 1) <= at) edge += 1;
      const end = Math.min(to, edges[edge + 1]?.start ?? length);
      out.push(withMark({ ...run, text: run.text.slice(at - from, end - from) }, edges[edge]?.is ?? false));
      at = end;
    }
    from = to;
  }
  return out;
}

function withMark(run: Run, is: boolean): MarkedRun {
  return is ? { ...run, changed: true } : run;
}
