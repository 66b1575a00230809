/** «Заявление о сохранении бумажной истории болезни»: choose an organisation, read the text, submit. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Empty } from "../../parts/empty.tsx";
import { ErrorSummary, FaultOf, faultProps } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Tell } from "../../parts/tell.tsx";
import { Ways } from "../../parts/ways.tsx";
import { paths } from "../../paths.ts";
import { holdTogether } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { PlaceRow } from "./rows.ts";

export interface StatementChooseView {
  readonly asked: string;
  /** What was found; null while nothing was asked. */
  readonly found: readonly PlaceRow[] | null;
  /** Organisations that sent this patient documents. */
  readonly visited: readonly PlaceRow[];
}

export function StatementChoosePage({ viewer, view }: { viewer: Viewer; view: StatementChooseView }) {
  const p = words(viewer.language).paper;
  const w = p.keep;
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head viewer={viewer} trail={[{ href: paths.paper(), label: p.link }]} title={w.title}>
          <p class="lead">{w.lead}</p>
        </Head>
        <form method="get" action={paths.statementNew()} class="card stack" role="search">
          <h2 class="like-3">{w.search}</h2>
          <div class="field">
            <label for="q">{w.name}</label>
            <p class="hint small" id="q-hint">
              {w.nameHint}
            </p>
            <input
              id="q"
              name="q"
              type="search"
              value={view.asked}
              maxLength={100}
              aria-describedby="q-hint"
              lang="ru"
            />
          </div>
          <p>
            <button type="submit" class="btn">
              {w.find}
            </button>
          </p>
        </form>
        {view.found === null ? null : view.found.length === 0 ? (
          <Empty icon="building" title={w.nothing}>
            <p>{w.nothingAbout}</p>
          </Empty>
        ) : (
          <Choices title={w.found} places={view.found} />
        )}
        {view.found === null && view.visited.length > 0 ? <Choices title={w.visited} places={view.visited} /> : null}
      </div>
    </Page>
  );
}

function Choices({ title, places }: { title: string; places: readonly PlaceRow[] }) {
  return (
    <section class="stack-3" lang="ru">
      <h2>{title}</h2>
      <Ways
        ways={places.map(({ oid, shortName, address, name }) => ({
          href: paths.statementNew({ organisation: oid }),
          icon: "building",
          name: shortName,
          about: address ?? name,
        }))}
      />
    </section>
  );
}

export interface StatementNewView {
  readonly place: PlaceRow;
  /** It keeps records on paper anyway. */
  readonly onPaper: boolean;
  /** «Иванова Мария Петровна» */
  readonly name: string;
  readonly birthDate: string | null;
  readonly version: string;
  readonly text: readonly string[];
  readonly fault: boolean;
}

export function StatementNewPage({ viewer, view }: { viewer: Viewer; view: StatementNewView }) {
  const p = words(viewer.language).paper;
  const w = p.keep;
  const faults = view.fault ? [{ field: "agree", text: w.fault }] : [];
  return (
    <Page viewer={viewer} title={w.title} current="services" failed={view.fault}>
      <div class="stack-5">
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head viewer={viewer} trail={[{ href: paths.paper(), label: p.link }]} title={w.title} />
        {view.onPaper ? (
          <Tell tone="note" icon="paper" title={w.paperStill}>
            <p>{w.paperStillAbout}</p>
          </Tell>
        ) : null}
        <section class="card stack">
          <Facts
            facts={[
              [
                w.to,
                <>
                  <b lang="ru">{holdTogether(view.place.shortName)}</b>
                  <small class="under muted" lang="ru">
                    {holdTogether(view.place.name)}
                  </small>
                </>,
              ],
              [w.from, <b lang="ru">{view.name}</b>],
              view.birthDate ? [w.birth, sayDay(viewer.language, view.birthDate)] : null,
            ]}
          />
          <h2 class="like-3">{w.text}</h2>
          <StatementText text={view.text} />
          <p class="small muted">{w.version(view.version)}</p>
        </section>
        <form method="post" action={paths.statementNew()} class="stack">
          <Csrf viewer={viewer} />
          <input type="hidden" name="organisation" value={view.place.oid} />
          <div class="field">
            <FaultOf field="agree" faults={faults} />
            <label class="choice">
              <input id="agree" type="checkbox" name="agree" value="yes" required {...faultProps("agree", faults)} />
              <span>{w.agree}</span>
            </label>
          </div>
          <p class="row">
            <button type="submit" class="btn big">
              {w.submit}
            </button>
            <a href={paths.statementNew()}>{w.other}</a>
          </p>
        </form>
      </div>
    </Page>
  );
}

export function StatementText({ text }: { text: readonly string[] }) {
  return (
    <div class="prose" lang="ru">
      {text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
