/** Running text of the readable document as HTML: emphasis, links that were proved, numbers that stay with their units. */
import { FROM_THE_RIGHT, mayRunFromTheRight } from "./from-the-right.ts";
import type { Run, Runs } from "./model.ts";

/** Runs with their emphasis. */
export function Spoken({ runs }: { readonly runs: Runs }) {
  return (
    <>
      {runs.map((run) => (
        <Emphasised run={run} />
      ))}
    </>
  );
}

function Emphasised({ run }: { readonly run: Run }) {
  let inner = run.opened === undefined ? <Words text={run.text} /> : <abbr title={run.opened}>{run.text}</abbr>;
  if (run.sub) inner = <sub>{inner}</sub>;
  if (run.sup) inner = <sup>{inner}</sup>;
  if (run.bold) inner = <strong>{inner}</strong>;
  if (run.italic) inner = <em>{inner}</em>;
  if (run.underline) inner = <u>{inner}</u>;
  if (run.deleted) inner = <del>{inner}</del>;
  if (run.href === undefined) return inner;
  // Checked when the narrative was read; checked again where it would act.
  if (run.href.startsWith("#")) return <a href={run.href}>{inner}</a>;
  if (!run.href.startsWith("https://")) return inner;
  return (
    <a href={run.href} rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
      {inner}
    </a>
  );
}

/** A number and its unit stay together, an arrow with what it points at. */
const NUMBER_AND_UNIT =
  /(?<=\d) (?=(?:[%‰°]|мм|см|мг|мкг|кг|мл|ммоль|мкмоль|г|л|Ед|МЕ|лет|год[а-я]*|мин|ч|балл[а-я]*)(?![а-яё]))|(?<=№) | (?=[↑↓](?:\s|$))/g;

/** Asked first: most words have nothing to tie, and the pattern above looks behind at every space. */
const MAY_BE_TIED = /[\d№] | [↑↓]/;

/** Text with its line breaks. */
export function Words({ text }: { readonly text: string }) {
  const tied = MAY_BE_TIED.test(text) ? text.replace(NUMBER_AND_UNIT, "\u00a0") : text;
  if (!tied.includes("\n")) return <Line text={tied} />;
  const [first = "", ...rest] = tied.split("\n");
  return (
    <>
      <Line text={first} />
      {rest.map((line) => (
        <>
          <br />
          <Line text={line} />
        </>
      ))}
    </>
  );
}

/** No word is as long; what is must be let to break, or it makes its table wider than the page. */
const ENDLESS = /\S{41}/;

/** A line in which letters written from the right keep to themselves. */
export function Line({ text }: { readonly text: string }) {
  // Without the letters of their own, digits beside such a word would change places: 10 20 mg read as 20 10 mg.
  if (mayRunFromTheRight(text)) {
    return (
      <>
        {text.split(FROM_THE_RIGHT).map((piece, i) => (i % 2 === 1 ? <bdi>{piece}</bdi> : <Breakable text={piece} />))}
      </>
    );
  }
  return <Breakable text={text} />;
}

function Breakable({ text }: { readonly text: string }) {
  if (text.length < 41 || !ENDLESS.test(text)) return <>{text}</>;
  // No document holds U+0000: XML knows no such character.
  const pieces = text.replace(/\S{30}(?=\S{10})/g, "$&\0").split("\0");
  return (
    <>
      {pieces.map((piece, i) => (
        <>
          {i > 0 && <wbr />}
          {piece}
        </>
      ))}
    </>
  );
}
