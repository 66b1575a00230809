/** «Согласия»: what is in force, what was before, and «Отозвать» with one more question. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ConsentEventRow {
  readonly id: string;
  readonly action: "given" | "withdrawn";
  readonly version: string;
  readonly at: Date;
}

export interface ConsentsView {
  /** Newest first. */
  readonly history: readonly ConsentEventRow[];
  readonly inForce: boolean;
}

export function ConsentsPage({ viewer, view }: { viewer: Viewer; view: ConsentsView }) {
  const w = words(viewer.language).profile;
  const [newest] = view.history;
  return (
    <Page viewer={viewer} title={w.consents} current="profile">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.profile(), label: w.title }]}
          title={w.consents}
          lead={w.consentsLead}
        />
        {newest ? (
          <section class="card stack">
            <p class="row">
              <Chip tone={view.inForce ? "good" : "plain"}>{view.inForce ? w.inForce : w.notInForce}</Chip>
            </p>
            <h2 class="like-3">{w.consentName}</h2>
            <p>
              {newest.action === "given"
                ? w.given(sayDay(viewer.language, newest.at))
                : w.withdrawn(sayDay(viewer.language, newest.at))}
              <span class="muted">, {w.version(newest.version)}</span>
            </p>
            <p>
              {view.inForce ? (
                <a class="btn quiet" href={paths.withdraw()}>
                  {w.withdraw}
                </a>
              ) : (
                <a class="btn" href={paths.consent()}>
                  {w.give}
                </a>
              )}
            </p>
          </section>
        ) : (
          <Empty icon="pen" title={w.noConsents}>
            <p>{w.noConsentsAbout}</p>
          </Empty>
        )}
        {view.history.length > 1 ? <History viewer={viewer} history={view.history} /> : null}
      </div>
    </Page>
  );
}

function History({ viewer, history }: { viewer: Viewer; history: ConsentsView["history"] }) {
  const w = words(viewer.language).profile;
  return (
    <section class="stack-3">
      <h2>{w.history}</h2>
      <div class="card">
        <ol class="steps" reversed>
          {history.map(({ id, action, version, at }) => (
            <li key={id} class="done">
              <b>
                {action === "given" ? w.given(sayDay(viewer.language, at)) : w.withdrawn(sayDay(viewer.language, at))}
              </b>
              <p class="muted small">
                {sayMoment(viewer.language, at)}, {w.version(version)}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

/** GET of `paths.withdraw()`: what will change, and the question. */
export function WithdrawPage({ viewer }: { viewer: Viewer }) {
  const { withdrawPage: w, consents, title } = words(viewer.language).profile;
  return (
    <Page viewer={viewer} title={w.title} current="profile">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.profile(), label: title },
            { href: paths.consents(), label: consents },
          ]}
          title={w.title}
        />
        <div class="card stack">
          <p>{w.lead}</p>
          <ul class="bullets">
            {w.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
          <p>{w.back}</p>
        </div>
        <form method="post" action={paths.withdraw()} class="row">
          <Csrf viewer={viewer} />
          <button type="submit" class="btn bad">
            {w.yes}
          </button>
          <a class="btn quiet" href={paths.consents()}>
            {w.no}
          </a>
        </form>
      </div>
    </Page>
  );
}
