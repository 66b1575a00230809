/** «Коротко»: what changed, part by part, a sentence for each, leading to its place below. */
import { holdTogether } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type Sentence, type Told, type ToldPart, tellSentences } from "./change-words.ts";
import { PartTitle } from "./part-title.tsx";

export function ChangeList({ viewer, told }: { viewer: Viewer; told: Told }) {
  const w = words(viewer.language).changes;
  return (
    <section class="stack-3">
      <h2>
        {w.short}: {w.count(told.count)}
      </h2>
      <ul class="card change-list">
        {told.all.map((one) => (
          <li key={one.anchor}>
            <OnePart viewer={viewer} told={one} isShown={told.parts.some(({ anchor }) => anchor === one.anchor)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What came or went whole is said by its fate; one sentence stands in the line, several below it. */
function OnePart({ viewer, told, isShown }: { viewer: Viewer; told: ToldPart; isShown: boolean }) {
  const w = words(viewer.language).changes;
  const { part, anchor } = told;
  const sentences = tellSentences(told);
  const [only, ...others] = sentences;
  const title = <PartTitle viewer={viewer} part={part} />;
  return (
    <>
      {part.fate === "kept" ? null : `${w.fates[part.fate]}: `}
      {isShown ? <a href={`#${anchor}`}>{title}</a> : title}
      {only === undefined ? null : others.length === 0 ? (
        <>
          : <OneSentence viewer={viewer} sentence={only} />
        </>
      ) : (
        <ul class="bullets">
          {sentences.map((sentence) => (
            <li key={sentence.anchor}>
              <OneSentence viewer={viewer} sentence={sentence} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function OneSentence({ viewer, sentence }: { viewer: Viewer; sentence: Sentence }) {
  const w = words(viewer.language).changes;
  const { what, deed, label, columns, rows, times, before, after } = sentence;
  const one = before ?? after;
  return (
    <>
      {w.deeds[what][deed]}
      {label === "" ? null : (
        <>
          {" "}
          <Quoted text={label} />
        </>
      )}
      {columns.length === 0 ? null : (
        <>
          , {w.column} <span lang="ru">{columns.map((column) => `«${column}»`).join(", ")}</span>
        </>
      )}
      {rows > 1 ? ` ${w.inRows(rows)}` : null}
      {times > 1 && columns.length < 2 ? ` (${w.places(times)})` : null}
      {before !== null && after !== null ? (
        <>
          : {w.before} <Quoted text={before} />, {w.after} <Quoted text={after} />
        </>
      ) : one !== null && deed !== "changed" ? (
        <>
          : <Quoted text={one} />
        </>
      ) : null}
    </>
  );
}

/** Words of the document, Russian in any interface. */
function Quoted({ text }: { text: string }) {
  return <span lang="ru">«{holdTogether(text)}»</span>;
}
