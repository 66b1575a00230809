/**
 * The readable document as an HTML fragment: own elements and own attributes only. No attribute of the document reaches the
 * page; every text passes through Preact's escaping; pictures are `data:` of bytes that were sniffed, files are only named.
 */
import type { ComponentChildren } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { PARTICIPANTS_ID } from "./header.ts";
import { Blocks, Facts, type Level, Words } from "./html-blocks.tsx";
import type { ReadableDocument, Section } from "./model.ts";
import { CODED_SUFFIX } from "./sections.ts";

/** With fewer sections a contents list is longer than the way. */
const FEW_SECTIONS = 3;

/** `<article class="document">…</article>`. The page around it gives h1 (`readable.title`) and the official title under it. */
export function renderHtml(readable: ReadableDocument): string {
  return renderToStaticMarkup(<Document readable={readable} />);
}

/** «Главное» alone, for a page that puts it in a place of its own; "" when the document has no such parts. */
export function renderSummary({ summary }: ReadableDocument): string {
  return summary.length === 0 ? "" : renderToStaticMarkup(<Blocks blocks={summary} level={3} label="Главное" />);
}

function Document({ readable }: { readonly readable: ReadableDocument }) {
  const { title, language, summary, header, sections, warnings } = readable;
  return (
    <article class="document" lang={language} aria-label={title}>
      {warnings.map((warning) => (
        <p class="notice">{warning}</p>
      ))}
      {summary.length > 0 && (
        <section class="document-summary" aria-labelledby="document-summary-title">
          <h2 id="document-summary-title">Главное</h2>
          <Blocks blocks={summary} level={3} label="Главное" />
        </section>
      )}
      <section class="document-header" aria-labelledby="document-header-title">
        <h2 id="document-header-title">Кто, где и когда</h2>
        <Facts items={header.map(({ label, value }) => ({ label, runs: [{ text: value }] }))} />
      </section>
      {sections.length > FEW_SECTIONS && <Contents sections={sections} />}
      {sections.map((section) => (
        <DocumentSection section={section} level={2} />
      ))}
    </article>
  );
}

function Contents({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <nav class="document-contents" aria-labelledby="document-contents-title">
      <h2 id="document-contents-title">Содержание</h2>
      <ol>
        {sections.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>
              <Words text={title} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function DocumentSection({ section, level }: { readonly section: Section; readonly level: Level }) {
  const { id, title, officialTitle, blocks, sections } = section;
  const below = Math.min(6, level + 1) as Level; // Level + 1 within 6 is a Level.
  const heading = (
    <Heading level={level} id={`${id}-title`}>
      <Words text={title} />
    </Heading>
  );
  const body = (
    <>
      {officialTitle !== null && (
        <p class="document-official">
          <Words text={officialTitle} />
        </p>
      )}
      <Blocks blocks={blocks} level={below} label={title} />
      {sections.map((inner) => (
        <DocumentSection section={inner} level={below} />
      ))}
    </>
  );
  // What few readers need, and must yet be there, opens at a touch and without script.
  if (id === PARTICIPANTS_ID || id.endsWith(CODED_SUFFIX)) {
    return (
      <details class="document-section document-more" id={id}>
        <summary>{heading}</summary>
        {body}
      </details>
    );
  }
  return (
    <section class="document-section" id={id} aria-labelledby={`${id}-title`}>
      {heading}
      {body}
    </section>
  );
}

interface HeadingProps {
  readonly level: Level;
  readonly id: string;
  readonly children: ComponentChildren;
}

function Heading({ level, id, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  return <Tag id={id}>{children}</Tag>;
}
