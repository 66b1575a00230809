/** What is answered about the files that somebody brought, in order; the script of the page draws the same. */
import { messagesOf, type Sheet, type SheetPart } from "../../evidence/sheet.ts";
import type { Viewer } from "../viewer.ts";
import { Facts } from "./facts.tsx";
import { Tell } from "./tell.tsx";

export interface NowSaid {
  readonly tone: "good" | "wait" | "bad";
  readonly words: readonly string[];
}

const icons = { good: "shield", bad: "shieldAlert", wait: "shieldAlert" } as const;

export function Verdict({ viewer, sheet, now }: { viewer: Viewer; sheet: Sheet; now: NowSaid }) {
  const current: SheetPart = {
    title: messagesOf(viewer.language).parts.now,
    entries: [{ tone: now.tone, who: null, words: now.words, facts: [] }],
  };
  return (
    <article class="stack-4 verdict">
      <Tell tone={sheet.tone} icon={icons[sheet.tone]} title={sheet.title}>
        <p>{sheet.about}</p>
        {sheet.file ? <p class="small">{sheet.file}</p> : null}
      </Tell>
      {[...sheet.parts, current].map((part) => (
        <Part key={part.title} part={part} />
      ))}
    </article>
  );
}

function Part({ part: { title, entries } }: { part: SheetPart }) {
  return (
    <section class="stack-2 verdict-part">
      <h3 class="like-3">{title}</h3>
      {entries.map(({ tone, who, words, facts }) => (
        <div key={who} class={`verdict-entry ${tone} stack-2`}>
          {who ? (
            <p>
              <b lang="ru">{who}</b>
            </p>
          ) : null}
          {words.map((one) => (
            <p key={one}>{one}</p>
          ))}
          {facts.length > 0 ? (
            <Facts facts={facts.map(([term, value]) => [term, <span class="code">{value}</span>] as const)} />
          ) : null}
        </div>
      ))}
    </section>
  );
}
