/**
 * The readable document as an HTML fragment: own elements and own attributes only. No attribute of the document reaches the
 * page; every text passes through Preact's escaping; pictures are `data:` of bytes that were sniffed, files are only offered.
 */
import type { ComponentChildren } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { PARTICIPANTS_ID } from "./header.ts";
import { Blocks, Facts, type FileLinks, type Level } from "./html-blocks.tsx";
import { Words } from "./html-words.tsx";
import type { ReadableDocument, Section } from "./model.ts";
import { ABBREVIATIONS_TITLE } from "./open-abbreviations.ts";
import { CODED_SUFFIX } from "./sections.ts";

/** With fewer sections a contents list is longer than the way. */
const FEW_SECTIONS = 3;

/**
 * `<article class="document">…</article>`. The page around it gives h1 (`readable.title`) and the official title under it.
 *
 * @param links where the files inside the document are had; without it they are only named
 */
export function renderHtml(readable: ReadableDocument, links: FileLinks = null): string {
  return renderToStaticMarkup(<Document readable={readable} links={links} />);
}

/** «Главное» alone, for a page that puts it in a place of its own; "" when the document has no such parts. */
export function renderSummary({ summary }: ReadableDocument): string {
  if (summary.length === 0) return "";
  return renderToStaticMarkup(<Blocks blocks={summary} level={3} label="Главное" links={null} />);
}

interface DocumentProps {
  readonly readable: ReadableDocument;
  readonly links: FileLinks;
}

function Document({ readable, links }: DocumentProps) {
  const { title, language, summary, header, sections, abbreviations, warnings } = readable;
  // The words of the frame are ours and Russian; those of a foreign document are marked where they stand.
  const foreign = !language.startsWith("ru");
  return (
    <article class="document" lang={foreign ? "ru" : language} aria-label={title}>
      {warnings.map((warning) => (
        <p class="notice">{warning}</p>
      ))}
      {summary.length > 0 && (
        <section class="document-summary" aria-labelledby="document-summary-title">
          <h2 id="document-summary-title">Главное</h2>
          <Blocks blocks={summary} level={3} label="Главное" links={links} />
        </section>
      )}
      <section class="document-header" aria-labelledby="document-header-title">
        <h2 id="document-header-title">Кто, где и когда</h2>
        <Facts items={header.map(({ label, value }) => ({ label, runs: [{ text: value }] }))} />
      </section>
      {sections.length > FEW_SECTIONS && <Contents sections={sections} language={language} />}
      {sections.map((section) => (
        <DocumentSection section={section} level={2} links={links} language={foreign ? language : null} />
      ))}
      {abbreviations.length > 0 && <Abbreviations abbreviations={abbreviations} />}
    </article>
  );
}

function Contents({ sections, language }: { readonly sections: readonly Section[]; readonly language: string }) {
  return (
    <nav class="document-contents" aria-labelledby="document-contents-title">
      <h2 id="document-contents-title">Содержание</h2>
      <ol>
        {sections.map(({ id, title }) => (
          <li>
            <a href={`#${id}`} lang={language.startsWith("ru") ? undefined : language}>
              <Words text={title} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface SectionProps {
  readonly section: Section;
  readonly level: Level;
  readonly links: FileLinks;
  /** Of the section's own words, where it is not that of the page. */
  readonly language: string | null;
}

function DocumentSection({ section, level, links, language }: SectionProps) {
  const { id, title, officialTitle, blocks, sections } = section;
  const below = Math.min(6, level + 1) as Level; // Level + 1 within 6 is a Level.
  const lang = language === null || id === PARTICIPANTS_ID ? undefined : language;
  const heading = (
    <Heading level={level} id={`${id}-title`} lang={lang}>
      <Words text={title} />
    </Heading>
  );
  const own = <Blocks blocks={blocks} level={below} label={title} links={links} />;
  const body = (
    <>
      {officialTitle !== null && (
        <p class="document-official">
          <Words text={officialTitle} />
        </p>
      )}
      {lang === undefined ? own : <div lang={lang}>{own}</div>}
      {sections.map((inner) => (
        <DocumentSection section={inner} level={below} links={links} language={language} />
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

/** Folded: each is opened where it is first used, and this is for who reads without a pointer. */
function Abbreviations({ abbreviations }: Pick<ReadableDocument, "abbreviations">) {
  return (
    <details class="document-section document-more" id="abbreviations">
      <summary>
        <h2>{ABBREVIATIONS_TITLE}</h2>
      </summary>
      <Facts items={abbreviations.map(({ short, full }) => ({ label: short, runs: [{ text: full }] }))} />
    </details>
  );
}

interface HeadingProps {
  readonly level: Level;
  readonly id: string;
  readonly lang: string | undefined;
  readonly children: ComponentChildren;
}

function Heading({ level, id, lang, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} lang={lang}>
      {children}
    </Tag>
  );
}
