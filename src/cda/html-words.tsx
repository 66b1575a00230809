/** Running text of the readable document as HTML: emphasis, links that were proved, numbers that stay with their units. */
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

/** Text with its line breaks. */
export function Words({ text }: { readonly text: string }) {
  const [first, ...rest] = text.replace(NUMBER_AND_UNIT, "\u00a0").split("\n");
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
