/** «Профиль»: one's data and where they come from, the level of the account, consents, and where one is signed in. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { addresses } from "../login/addresses.ts";
import { Chip } from "../parts/chip.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { HiddenNumber } from "../parts/hidden-number.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import { maskPolicy, maskSnils, sayPolicy, saySnils } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type SessionRow, Sessions } from "./sessions.tsx";

export interface ProfileView {
  /** «Иванова Мария Петровна» */
  readonly name: string;
  /** YYYY-MM-DD; null when the account does not say. */
  readonly birthDate: string | null;
  /** 11 digits */
  readonly snils: string | null;
  readonly policy: string | null;
  readonly level: "simplified" | "standard" | "confirmed";
  /** The consent in force; null when there is none. */
  readonly consent: { readonly givenAt: Date; readonly version: string } | null;
  /** Who also works in medicine may act as such. */
  readonly hasPosts: boolean;
  /** Of the same account, this one among them; the latest seen first. */
  readonly sessions: readonly SessionRow[];
  /** What the reader has just done; null otherwise. */
  readonly done: "withdrawn" | "given" | "ended" | null;
}

export function ProfilePage({ viewer, view }: { viewer: Viewer; view: ProfileView }) {
  const w = words(viewer.language).profile;
  return (
    <Page viewer={viewer} title={w.title} current="profile">
      <div class="stack-6">
        <Said text={view.done ? w.done[view.done] : null} />
        <Head viewer={viewer} title={w.title} />
        <Data viewer={viewer} view={view} />
        <div class="grid-2">
          <section class="card stack-3">
            <h2 class="like-3">{w.level}</h2>
            <p class="row">
              <Chip tone={view.level === "confirmed" ? "good" : "wait"}>{w.levels[view.level]}</Chip>
            </p>
            <p>{w.levelOpens[view.level]}</p>
            <p>
              <a href={paths.help("account")}>{w.levelHelp}</a>
            </p>
          </section>
          <section class="card stack-3">
            <h2 class="like-3">{w.consents}</h2>
            <Consent viewer={viewer} consent={view.consent} />
          </section>
        </div>
        <section class="card stack-3">
          <h2 class="like-3">{words(viewer.language).journal.title}</h2>
          <p>{words(viewer.language).journal.about}</p>
          <p>
            <a href={paths.journal()}>{w.journal}</a>
          </p>
        </section>
        <section class="card stack-3">
          <h2 class="like-3">{words(viewer.language).notices.title}</h2>
          <p>{words(viewer.language).noticeSettings.linkAbout}</p>
          <p>
            <a href={paths.noticeSettings()}>{words(viewer.language).noticeSettings.link}</a>
          </p>
        </section>
        <section class="card stack-3">
          <h2 class="like-3">{words(viewer.language).paper.title}</h2>
          <p>{words(viewer.language).paper.about}</p>
          <p>
            <a href={paths.paper()}>{words(viewer.language).paper.link}</a>
          </p>
        </section>
        <Sessions viewer={viewer} rows={view.sessions} />
        <section class="row">
          <a class="btn quiet" href={paths.comfort(viewer.path)}>
            {w.comfort}
          </a>
          {view.hasPosts ? (
            <a class="btn quiet" href={addresses.as()}>
              {words(viewer.language).frame.switchRole}
            </a>
          ) : null}
          <form method="post" action={paths.logout()}>
            <Csrf viewer={viewer} />
            <button type="submit" class="btn quiet">
              {words(viewer.language).frame.logout}
            </button>
          </form>
        </section>
      </div>
    </Page>
  );
}

function Data({ viewer, view }: { viewer: Viewer; view: ProfileView }) {
  const w = words(viewer.language).profile;
  const { snils, policy, birthDate } = view;
  return (
    <section class="card stack">
      <h2 class="like-3">{w.data}</h2>
      <Facts
        facts={[
          [w.name, <b lang="ru">{view.name}</b>],
          [w.birth, birthDate ? sayDay(viewer.language, birthDate) : w.unknown],
          [
            w.snils,
            snils ? (
              <HiddenNumber viewer={viewer} name={w.snils} masked={maskSnils(snils)} whole={saySnils(snils)} />
            ) : (
              w.unknown
            ),
          ],
          [
            w.policy,
            policy ? (
              <HiddenNumber viewer={viewer} name={w.policy} masked={maskPolicy(policy)} whole={sayPolicy(policy)} />
            ) : (
              w.unknown
            ),
          ],
        ]}
      />
      <p class="muted small measure">{w.dataAbout}</p>
    </section>
  );
}

function Consent({ viewer, consent }: { viewer: Viewer; consent: ProfileView["consent"] }) {
  const w = words(viewer.language).profile;
  return (
    <>
      <p class="row">
        <Chip tone={consent ? "good" : "plain"}>{consent ? w.inForce : w.notInForce}</Chip>
      </p>
      <p>
        {w.consentName}
        {consent ? (
          <small class="under muted">
            {w.given(sayDay(viewer.language, consent.givenAt))}, {w.version(consent.version)}
          </small>
        ) : null}
      </p>
      <p class="row">
        <a href={paths.consents()}>{w.allConsents}</a>
        {consent ? <a href={paths.withdraw()}>{w.withdraw}</a> : <a href={paths.consent()}>{w.give}</a>}
      </p>
    </>
  );
}
