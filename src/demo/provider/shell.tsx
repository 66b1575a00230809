/** The provider's pages look like the cabinet, with its style sheet, and say at the top that they are not the real thing. */
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Language } from "../../basics/words.ts";
import { providerWords } from "./words.ts";

/** How the reader likes to read: addresses of the cabinet's style sheet and sign, and its settings for `<html>`. */
export interface Look {
  readonly css: string;
  readonly icon: string;
  readonly language: Language;
  readonly html: Readonly<Record<`data-${string}`, string | number>>;
}

export interface ShellProps {
  readonly look: Look;
  readonly title: string;
  readonly failed?: boolean;
  readonly children: ComponentChildren;
}

/** A whole page as text. No script: there is none that it would need. */
export function page({ look, title, failed = false, children }: ShellProps): string {
  const w = providerWords(look.language);
  const html = (
    <html lang={look.language} {...look.html}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${failed ? `${w.failed}: ` : ""}${title} — ${w.place}`}</title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={look.css} />
        <link rel="icon" href={look.icon} type="image/svg+xml" />
      </head>
      <body>
        <header class="top">
          <div class="banner">
            <span class="brand">{w.place}</span>
          </div>
        </header>
        <div class="frame">
          <main id="main" class="stack-5">
            {children}
          </main>
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(html)}`;
}

/** A page that says one thing and offers one way on. */
export function notice(look: Look, title: string, text: string, way?: { href: string; label: string }): string {
  return page({
    look,
    title,
    failed: way !== undefined,
    children: (
      <>
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        {way ? (
          <p>
            <a class="btn" href={way.href}>
              {way.label}
            </a>
          </p>
        ) : null}
      </>
    ),
  });
}
