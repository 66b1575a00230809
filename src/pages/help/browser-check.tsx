/** What can be known of the reader's browser and of its root certificate; what cannot is said to be unknown. */
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { ReaderBrowser } from "./browser-of.ts";

export interface BrowserView {
  readonly browser: ReaderBrowser | null;
  /**
   * How the certificate can be asked for. `own`: the portal itself opens by it; an address: a picture on a site that does;
   * null: this installation has none, so it cannot be asked.
   */
  readonly probe: "own" | { readonly url: string } | null;
  /** By a picture, for who has no script. */
  readonly byPicture: boolean;
}

export function BrowserCheck({ viewer, view }: { viewer: Viewer; view: BrowserView }) {
  const w = words(viewer.language).browserCheck;
  const { browser } = view;
  return (
    <>
      <p>{browser ? w.is(`${w.names[browser.name]}${browser.version ? ` ${browser.version}` : ""}`) : w.unknown}</p>
      <p class="old-browser">
        <b>{w.old}</b>
      </p>
    </>
  );
}

export function CertificateCheck({ viewer, view }: { viewer: Viewer; view: BrowserView }) {
  const w = words(viewer.language).browserCheck;
  if (view.probe === "own") return <p>{w.sameSite}</p>;
  return (
    <>
      <p>{view.browser?.hasRoot ? w.builtIn : w.notBuiltIn}</p>
      {view.probe ? <Probe viewer={viewer} url={view.probe.url} byPicture={view.byPicture} /> : null}
    </>
  );
}

function Probe({ viewer, url, byPicture }: { viewer: Viewer; url: string; byPicture: boolean }) {
  const w = words(viewer.language).browserCheck.probe;
  if (byPicture)
    return (
      <p>
        {w.picture} <img class="probe" src={url} alt={w.noPicture} referrerpolicy="no-referrer" />
      </p>
    );
  return (
    <>
      <root-probe
        data-url={url}
        data-control={paths.sessionLeft()}
        data-button={w.button}
        data-asking={w.asking}
        data-yes={w.yes}
        data-no={w.no}
        data-unknown={w.unknown}
      />
      <noscript>
        <p>
          <a href={`${paths.help("browser")}?by=picture#part-2`}>{w.link}</a>
        </p>
      </noscript>
    </>
  );
}
