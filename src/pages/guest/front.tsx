/** The front page for a guest: what this is, «Войти», check a document, help, round the clock. */
import { Page } from "../frame.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { KindSign, kindKeys } from "../parts/kind.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { FrontArt } from "./front-art.tsx";

export interface FrontView {
  /** Something that everybody must know now, in the viewer's language; null when all is well. */
  readonly incident: { readonly title: string; readonly text: string } | null;
}

export function FrontPage({ viewer, view }: { viewer: Viewer; view: FrontView }) {
  const w = words(viewer.language).front;
  const kinds = words(viewer.language).documents.kinds;
  return (
    <Page viewer={viewer} title={w.title} bare>
      <div class="stack-7">
        <section class="hero">
          <div class="stack-5">
            <h1>{w.title}</h1>
            <p class="lead">{w.lead}</p>
            <p class="row">
              <a class="btn big" href={paths.login()}>
                {w.login}
              </a>
              <a class="btn quiet big" href={paths.verify()}>
                {w.check}
              </a>
            </p>
            <p class="muted small">{w.hours}</p>
          </div>
          <FrontArt label={w.art} />
        </section>
        {view.incident ? (
          <Tell tone="wait" icon="warning" title={view.incident.title}>
            <p>{view.incident.text}</p>
          </Tell>
        ) : null}
        <section class="stack-5">
          <h2>{w.how}</h2>
          <ol class="how">
            {w.steps.map(({ title, about }) => (
              <li key={title}>
                <h3>{title}</h3>
                <p class="muted">{about}</p>
              </li>
            ))}
          </ol>
        </section>
        <section class="stack">
          <h2>{w.kinds}</h2>
          <p class="muted">{w.kindsLead}</p>
          <ul class="kinds">
            {kindKeys
              .filter((key) => key !== "other")
              .map((key) => (
                <li key={key}>
                  <KindSign kind={key} />
                  <span>
                    <b>{kinds[key].plain}</b>
                    {kinds[key].official === kinds[key].plain ? null : <small>{kinds[key].official}</small>}
                  </span>
                </li>
              ))}
          </ul>
        </section>
        <section class="stack">
          <h2>{w.open}</h2>
          <div class="grid-3">
            <Tile href={paths.verify()} icon="shield" {...w.tiles.verify} />
            <Tile href={paths.regions()} icon="map" {...w.tiles.regions} />
            <Tile href={paths.help()} icon="help" {...w.tiles.help} />
          </div>
        </section>
      </div>
    </Page>
  );
}

function Tile({ href, icon, title, about }: { href: string; icon: IconName; title: string; about: string }) {
  return (
    <div class="card tile">
      <span class="kind-sign">
        <Icon name={icon} />
      </span>
      <h3>
        <a href={href}>{title}</a>
      </h3>
      <p class="muted">{about}</p>
    </div>
  );
}
