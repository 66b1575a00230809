/** Why a claim cannot succeed, said before it is sent: the reason, and the way that helps. */
import type { ComponentChildren } from "preact";
import type { Stop } from "../../../patient/claim/judge.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Meter } from "../../parts/meter.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { sayDay, sayFrom } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

interface Said {
  readonly title: string;
  readonly body: ComponentChildren;
  /** What goes on all the same. */
  readonly deed?: { readonly go: "another" | "wrong"; readonly label: string };
  readonly places?: readonly Place[];
  readonly take?: boolean;
}

type Place = Extract<Stop, { why: "not-electronic" }>["organisation"];

export function ClaimStopPage({ viewer, stop }: { viewer: Viewer; stop: Stop }) {
  const w = words(viewer.language).claims;
  const said = sayStop(viewer, stop);
  return (
    <Page viewer={viewer} title={said.title} current="documents">
      <div class="stack-5 measure">
        <div class="head">
          <p class="muted small">{w.title}</p>
          <h1>{said.title}</h1>
        </div>
        <div class="card stack-3">
          {said.body}
          {said.deed ? (
            <form method="post" action={paths.claimStop()}>
              <Csrf viewer={viewer} />
              <button type="submit" class="btn quiet" name="go" value={said.deed.go}>
                {said.deed.label}
              </button>
            </form>
          ) : null}
        </div>
        {said.places && said.places.length > 0 ? <Places viewer={viewer} places={said.places} /> : null}
        {said.take ? (
          <Tell tone="plain" icon="info" title={w.stop.take}>
            <p>
              <a href={paths.help("paper")}>{words(viewer.language).help.topics.paper}</a>
            </p>
          </Tell>
        ) : null}
        <p class="row">
          <a href={paths.claimStep("check")}>{w.stop.change}</a>
          <a href={paths.documents()}>{w.stop.documents}</a>
        </p>
      </div>
    </Page>
  );
}

function sayStop(viewer: Viewer, stop: Stop): Said {
  const { claims, due } = words(viewer.language);
  const w = claims.stop;
  const { language } = viewer;
  switch (stop.why) {
    case "before":
      return { title: w.before.title, body: <p>{w.before.about}</p>, take: true };
    case "region":
      return {
        title: w.region.title(stop.region),

        body: <p>{w.region.about}</p>,
        places: stop.organisations,
        take: true,
      };
    case "not-electronic": {
      const since = stop.organisation.electronic_since;
      const about = since ? w["not-electronic"].since(sayDay(language, since)) : w["not-electronic"].never;
      return {
        title: w["not-electronic"].title,

        body: <p>{about}</p>,
        places: [stop.organisation],
        take: true,
      };
    }
    case "open":
      return {
        title: w.open.title,

        body: (
          <>
            <p>{w.open.about(stop.number)}</p>
            <p>
              <a class="btn" href={paths.claimSent(stop.number, true)}>
                {w.open.see}
              </a>
            </p>
          </>
        ),
      };
    case "there":
      return {
        title: w.there.title,

        body: (
          <>
            <p>{w.there.about(sayDay(language, stop.issuedOn))}</p>
            <p>
              <a class="btn" href={paths.document(stop.number)}>
                {w.there.see}
              </a>
            </p>
          </>
        ),
        deed: { go: "another", label: w.there.another },
      };
    case "hidden":
      return {
        title: w.hidden.title,

        body: (
          <>
            <p>{due.hidden[stop.reason]}</p>
            <p>{w.hidden.next}</p>
          </>
        ),
        deed: { go: "another", label: w.there.another },
        places: [stop.organisation],
        take: true,
      };
    case "early":
      return {
        title: w.early.title,

        body: (
          <>
            <p>
              <b>{w.early.about(stop.day, stop.of)}</b> {w.early.from(sayFrom(language, stop.from, viewer.now))}
            </p>
            <Meter part={stop.day} of={stop.of} label={w.early.about(stop.day, stop.of)} />
            {stop.provisional ? <p class="small muted">{w.early.provisional}</p> : null}
            <p>
              <a href={paths.due()}>{w.early.due}</a>
            </p>
            <p>{w.early.wrongAbout}</p>
          </>
        ),
        deed: { go: "wrong", label: w.early.wrong },
      };
  }
}

function Places({ viewer, places }: { viewer: Viewer; places: readonly Place[] }) {
  const { claims, due } = words(viewer.language);
  return (
    <section class="stack-3">
      <h2 class="like-3">{claims.stop.where}</h2>
      {places.map((place) => (
        <div key={place.oid} class="card flat stack-2">
          <h3 class="like-3" lang="ru">
            {place.short_name}
          </h3>
          <Facts
            facts={[
              [due.address, place.address && <span lang="ru">{place.address}</span>],
              [due.phone, place.phone && <span class="num">{place.phone}</span>],
              [due.hours, place.hours && <span lang="ru">{place.hours}</span>],
            ]}
          />
        </div>
      ))}
    </section>
  );
}
