/** The header: the version for low vision first in the order of the keyboard, «Размер шрифта: А А А» as in the leaflet, then the name of the place, help, language, who is here. */

import { isPlain, plainComfort } from "../comfort.ts";
import { Csrf, ReturnHere } from "../csrf.tsx";
import { addresses } from "../login/addresses.ts";
import { ComfortForm } from "../parts/comfort-form.tsx";
import { BrandSign } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

const sizes = [100, 150, 200] as const;

export function Header({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).frame;
  const { person } = viewer;
  return (
    <header class="top">
      <div class="strip">
        <LowVision viewer={viewer} />
        <form class="sizes" method="post" action={paths.comfort()} data-comfort>
          <Csrf viewer={viewer} />
          <ReturnHere viewer={viewer} />
          <span id="sizes">{w.textSize}</span>
          {sizes.map((size) => (
            <button
              type="submit"
              key={size}
              name="text"
              value={size}
              aria-label={w.textSizes[size]}
              aria-pressed={viewer.comfort.text === size ? "true" : "false"}
            >
              <span aria-hidden="true">А</span>
            </button>
          ))}
        </form>
      </div>
      <div class="banner">
        <a
          class="brand"
          href={person ? (person.role === "patient" ? paths.home() : paths.staff.home()) : paths.front()}
        >
          <BrandSign />
          {w.brand}
        </a>
        <nav class="tools" aria-label={w.service}>
          <a href={paths.help()}>{w.help}</a>
          <OtherLanguage viewer={viewer} />
          {person ? <Who viewer={viewer} /> : <a href={paths.login()}>{w.login}</a>}
        </nav>
      </div>
    </header>
  );
}

/** What inspectors and people with low vision look for: all settings at hand on every page; once used, the way back. */
function LowVision({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).frame;
  return (
    <>
      <details class="low-vision">
        <summary>
          <span class="long">{w.lowVision}</span>
          <span class="short">{w.lowVisionShort}</span>
        </summary>
        <ComfortForm viewer={viewer} goOn={viewer.path} shape="panel" />
      </details>
      <form class="ordinary" method="post" action={paths.comfort()} hidden={isPlain(viewer.comfort)} data-comfort>
        <Csrf viewer={viewer} />
        <ReturnHere viewer={viewer} />
        {Object.entries(plainComfort).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{w.ordinary}</button>
      </form>
    </>
  );
}

function OtherLanguage({ viewer }: { viewer: Viewer }) {
  const other = viewer.language === "ru" ? "en" : "ru";
  return (
    <form method="post" action={paths.language()}>
      <Csrf viewer={viewer} />
      <ReturnHere viewer={viewer} />
      <button type="submit" name="language" value={other} lang={other}>
        {words(viewer.language).frame.otherLanguage}
      </button>
    </form>
  );
}

function Who({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).frame;
  return (
    <>
      <span class="who">
        <b lang="ru">{viewer.person?.initials}</b>
        {viewer.person?.role === "patient" ? null : <span class="muted"> · {viewer.person?.roleLabel}</span>}
      </span>
      {viewer.person?.role === "patient" ? null : <a href={addresses.as()}>{w.switchRole}</a>}
      <form method="post" action={paths.logout()}>
        <Csrf viewer={viewer} />
        <button type="submit">{w.logout}</button>
      </form>
    </>
  );
}
