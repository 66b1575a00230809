/** The page frame: head, skip link, header with text size, help and language, the places, the content, the footer. */
import type { ComponentChildren } from "preact";
import { type AssetName, assetHref } from "./asset-links.ts";
import { EmergencyLine } from "./frame/emergency-line.tsx";
import { Footer } from "./frame/footer.tsx";
import { Header } from "./frame/header.tsx";
import { hasPlaces, type Place, Places } from "./frame/places.tsx";
import { SessionEnd, SessionLine } from "./frame/session-line.tsx";
import { Said } from "./parts/said.tsx";
import { paths } from "./paths.ts";
import type { Viewer } from "./viewer.ts";
import { words } from "./words.ts";

export type { Place };

export interface PageProps {
  readonly viewer: Viewer;
  /** The words of the h1: the title is «H1 — Моё здоровье». */
  readonly title: string;
  /** Which of the places this page belongs to. */
  readonly current?: Place | undefined;
  /** A page about what went wrong says so first, for those who listen. */
  readonly failed?: boolean;
  /** The content brings its own shape (front page, print): no column is kept for the places. */
  readonly bare?: boolean;
  /** A script that this page alone has. */
  readonly script?: AssetName;
  readonly children: ComponentChildren;
}

/** Every page has Russian words and figures; other alphabets and the serif load when they occur. */
const firstFonts = ["golos-cyrillic.woff2", "golos-latin.woff2"] as const;

export function Page({ viewer, title, current, failed = false, bare = false, script, children }: PageProps) {
  const { language, comfort, person } = viewer;
  const w = words(language).frame;
  const placed = hasPlaces(viewer) && !bare;
  const live = person?.role === "patient" && !failed;
  return (
    <html
      lang={language}
      data-text={comfort.text}
      data-typeface={comfort.typeface}
      data-scheme={comfort.scheme}
      data-spacing={comfort.spacing}
      data-leading={comfort.leading}
      data-images={comfort.images}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${failed ? `${w.failed}: ` : ""}${title} — ${w.brand}`}</title>
        <meta name="robots" content="noindex" />
        <meta
          name="color-scheme"
          content={comfort.scheme === "black" || comfort.scheme === "brown" ? "dark" : "light"}
        />
        {firstFonts.map((font) => (
          <link key={font} rel="preload" href={assetHref(font)} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assetHref("app.css")} />
        <link rel="icon" href={assetHref("icon.svg")} type="image/svg+xml" />
        <script type="module" src={assetHref("app.js")} />
        {script ? <script type="module" src={assetHref(script)} /> : null}
        {person && person.role !== "patient" ? <script type="module" src={assetHref("staff.js")} /> : null}
      </head>
      <body class={person || bare ? undefined : "narrow"}>
        <a class="skip" href="#main">
          {w.skip}
        </a>
        <Header viewer={viewer} />
        <div class={placed ? "frame with-places" : "frame"}>
          {placed ? <Places viewer={viewer} current={current} /> : null}
          <main id="main" tabIndex={-1}>
            {live ? (
              <live-news
                data-url={paths.news()}
                data-unread={viewer.unread}
                data-documents={viewer.newDocuments}
                data-came={w.live.came}
                data-show={w.live.show}
                data-stop={w.live.stop}
                data-start={w.live.start}
                data-stopped={w.live.stopped}
              />
            ) : null}
            <SessionEnd viewer={viewer} />
            <Said text={viewer.restored ? w.restored : null} />
            <EmergencyLine viewer={viewer} />
            {children}
            <SessionLine viewer={viewer} />
          </main>
          <Footer viewer={viewer} />
        </div>
      </body>
    </html>
  );
}
