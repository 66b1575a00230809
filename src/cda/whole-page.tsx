/**
 * A document as one HTML file that reads well anywhere, from a disk and without a network: our few styles, no script, nothing
 * fetched. What stands around the document (number, files, who signed) is given by whoever has it.
 */
import { renderToStaticMarkup } from "preact-render-to-string";
import { renderHtml } from "./html.tsx";
import { Facts, type FileLinks } from "./html-blocks.tsx";
import { Line } from "./html-words.tsx";
import type { Fact, ReadableDocument } from "./model.ts";

export interface AroundPage {
  /** Under the title: number, state. */
  readonly under: readonly string[];
  /** Files beside the page, by relative address. */
  readonly files: readonly { readonly href: string; readonly name: string; readonly about: string }[];
  /** Who signed, how to check. */
  readonly closing: readonly Fact[];
}

const NOTHING_AROUND: AroundPage = { under: [], files: [], closing: [] };

/** Nothing acts, nothing loads: also where no server says so. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** UTF-8 HTML. @param links where the files inside the document are had; without it they are only named */
export function wholePage(
  readable: ReadableDocument,
  links: FileLinks = null,
  around: AroundPage = NOTHING_AROUND,
): string {
  const page = renderToStaticMarkup(<Whole readable={readable} links={links} around={around} />);
  return `<!doctype html>\n${page}\n`;
}

interface WholeProps {
  readonly readable: ReadableDocument;
  readonly links: FileLinks;
  readonly around: AroundPage;
}

function Whole({ readable, links, around }: WholeProps) {
  const { title, officialTitle, language } = readable;
  const foreign = language.startsWith("ru") ? undefined : language;
  return (
    <html lang="ru">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <main>
          <header>
            <h1 lang={foreign}>
              <Line text={title} />
            </h1>
            {officialTitle !== title && (
              <p lang={foreign}>
                <Line text={officialTitle} />
              </p>
            )}
            {around.under.map((line) => (
              <p>{line}</p>
            ))}
          </header>
          {around.files.length > 0 && <Beside files={around.files} />}
          {/* Made by our own renderer from the typed model: nothing in it is the document's own markup. */}
          <div dangerouslySetInnerHTML={{ __html: renderHtml(readable, links) }} />
          {around.closing.length > 0 && (
            <section aria-labelledby="proof">
              <h2 id="proof">Подписи и проверка</h2>
              <Facts items={around.closing} />
            </section>
          )}
        </main>
      </body>
    </html>
  );
}

function Beside({ files }: Pick<AroundPage, "files">) {
  return (
    <nav aria-labelledby="files">
      <h2 id="files">Файлы рядом с этой страницей</h2>
      <ul>
        {files.map(({ href, name, about }) => (
          <li>
            <a href={href}>{name}</a> — {about}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Colours and steps of the portal, in as few rules as a page for reading needs. */
const STYLES = `
:root{color-scheme:light;--ink:#16231f;--quiet:#4a5a55;--hair:#d9d8d1;--accent:#0d6857;--soft:#edf6f3;--bad:#a3242b}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:var(--ink);font:1.0625rem/1.55 "Golos Text",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
main{max-width:54rem;margin:0 auto;padding:1.5rem 1rem 4rem}
header{border-bottom:2px solid var(--accent);margin-bottom:1.5rem}
header p{color:var(--quiet);margin:.25rem 0 .75rem}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.35rem;line-height:1.3;margin:2rem 0 .75rem;color:var(--accent)}
h3,h4,h5,h6{font-size:1.1rem;margin:1.5rem 0 .5rem}
p,ul,ol,dl,table{margin:.5rem 0 1rem}
li{margin:.25rem 0}
a{color:var(--accent);text-underline-offset:.15em;padding-block:.2rem}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.document-summary{background:var(--soft);border-left:4px solid var(--accent);border-radius:0 .5rem .5rem 0;padding:.25rem 1.25rem .5rem}
.document-summary h2{margin-top:1rem}
.document-official{color:var(--quiet);margin:-.5rem 0 .75rem}
.document-more{border-top:1px solid var(--hair);margin-top:2rem;padding-top:.5rem}
.document-more summary{cursor:pointer;padding:.35rem 0}
.document-more summary :is(h2,h3,h4,h5,h6){display:inline;margin:0}
.notice{background:#fdf1d8;border-left:4px solid #7a4f00;padding:.6rem 1rem}
.drug{border:1px solid var(--hair);border-radius:.5rem;padding:0 1rem;margin:.75rem 0}
dl.facts{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.35rem 1.25rem}
dt{color:var(--quiet)}
dd{margin:0}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border-bottom:1px solid var(--hair);padding:.4rem .75rem .4rem 0;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--accent)}
tbody th{font-weight:600}
.flag-high,.flag-low,.flag-abnormal{color:var(--bad);font-weight:600}
.flag-words{font-weight:400;white-space:nowrap}
.short{white-space:nowrap}
.norm-band{display:block}
.norm-line{fill:var(--hair)}.norm-within{fill:#9fd0c3}.norm-dot{fill:var(--accent)}.norm-dot-out{fill:var(--bad)}
img{max-width:100%;height:auto}
figure{margin:1rem 0}
abbr{text-decoration:underline dotted;text-underline-offset:.2em}
@media (max-width:40rem){
dl.facts{grid-template-columns:1fr;gap:0}dt{margin-top:.5rem}
table.sheet,.sheet tbody,.sheet tr,.sheet th,.sheet td,.sheet caption{display:block}
.sheet thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.sheet tr{border:1px solid var(--hair);border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
.sheet th,.sheet td{border:0;padding:.15rem 0}
.sheet td:empty{display:none}
.sheet td[data-label]:not([data-label=""])::before{content:attr(data-label) ": ";color:var(--quiet);font-weight:400}
}
@media print{
@page{size:A4;margin:16mm 18mm}
body{font-size:10.5pt}main{max-width:none;padding:0}
nav,.norm-band{display:none}
h1,h2,h3,h4,h5,h6,caption,dt,summary{break-after:avoid}
tr,figure,.drug,.notice{break-inside:avoid}
thead{display:table-header-group}
details::details-content{content-visibility:visible;display:block}
a{color:inherit}
}`;
