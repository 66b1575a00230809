/** A comparison as a reader sees it: short sentences, then «Было» and «Стало» by section, and at the end what always differs. */
import type { Change, Comparison, MarkedRuns, Picture } from "../../cda/difference.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { ChangeList } from "./change-list.tsx";
import { type Told, type ToldPart, tellParts } from "./change-words.ts";
import { Chip } from "./chip.tsx";
import { Marked } from "./marked.tsx";
import { PartTitle } from "./part-title.tsx";
import { Tell } from "./tell.tsx";

export function Changes({ viewer, found }: { viewer: Viewer; found: Comparison }) {
  const w = words(viewer.language).changes;
  const told = tellParts(found.parts, "c");
  const service = tellParts(found.service, "d");
  const same = service.count > 0 ? w.onlyService : w.nothing;
  return (
    <>
      {told.count > 0 ? (
        <>
          <ChangeList viewer={viewer} told={told} />
          <section class="stack-3">
            <h2>{w.details}</h2>
            <Parts viewer={viewer} told={told} />
          </section>
        </>
      ) : (
        <Tell tone="good" icon="check" title={same.title}>
          <p>{same.about}</p>
        </Tell>
      )}
      {service.count > 0 ? (
        <details class="more service">
          <summary>
            {w.service}: {w.count(service.count)}
          </summary>
          <div class="stack-3">
            <h2 class="heard">{w.service}</h2>
            <p class="muted small measure">{w.serviceAbout}</p>
            <Parts viewer={viewer} told={service} />
          </div>
        </details>
      ) : null}
    </>
  );
}

function Parts({ viewer, told }: { viewer: Viewer; told: Told }) {
  const w = words(viewer.language).changes;
  return (
    <>
      {told.parts.map((one) => (
        <Part key={one.anchor} viewer={viewer} told={one} />
      ))}
      {told.shown < told.count ? <p>{w.tooMany(told.shown, told.count)}</p> : null}
    </>
  );
}

function Part({ viewer, told: { part, anchor, changes } }: { viewer: Viewer; told: ToldPart }) {
  const w = words(viewer.language).changes;
  return (
    <div class="card changed-part" id={anchor}>
      <h3>
        <PartTitle viewer={viewer} part={part} />{" "}
        {part.fate === "kept" ? null : (
          <Chip tone={part.fate === "added" ? "good" : part.fate === "removed" ? "bad" : "note"}>
            {w.fates[part.fate]}
          </Chip>
        )}
      </h3>
      {changes.map((one) => (
        <OneChange key={one.anchor} viewer={viewer} change={one.change} anchor={one.anchor} />
      ))}
    </div>
  );
}

function OneChange({ viewer, change, anchor }: { viewer: Viewer; change: Change; anchor: string }) {
  const w = words(viewer.language).changes;
  const { before, after, pictures, deed } = change;
  return (
    <div class="change" id={anchor}>
      <p class="change-place">
        <Place viewer={viewer} change={change} />
      </p>
      {deed === "moved" ? (
        <p class="told" lang="ru">
          {(after ?? []).map(({ text }) => text).join("")}
        </p>
      ) : (
        <div class="sides">
          <Side viewer={viewer} side="was" runs={before} picture={pictures?.before ?? null} />
          <Side viewer={viewer} side="now" runs={after} picture={pictures?.after ?? null} />
        </div>
      )}
      {change.coarse ? <p class="muted small">{w.coarse}</p> : null}
    </div>
  );
}

/** «Под заголовком: Креатинин, столбец «Результат»» and what was done to it. */
function Place({ viewer, change }: { viewer: Viewer; change: Change }) {
  const w = words(viewer.language).changes;
  const { what, deed, label, column, under, rows } = change;
  const names = [under, label].filter((one) => one);
  return (
    <>
      {names.length > 0 ? (
        <>
          <b lang="ru">{names.join(": ")}</b>
          {", "}
        </>
      ) : null}
      {column ? (
        <>
          {w.column} <span lang="ru">«{column}»</span>
          {rows ? ` ${w.inRows(rows)}` : null}
        </>
      ) : (
        w.deeds[what][deed]
      )}
    </>
  );
}

interface SideProps {
  readonly viewer: Viewer;
  readonly side: "was" | "now";
  readonly runs: MarkedRuns | null;
  readonly picture: Picture | null;
}

function Side({ viewer, side, runs, picture }: SideProps) {
  const w = words(viewer.language).changes;
  return (
    <div class={side}>
      <p class="side-name">{side === "was" ? w.was : w.now}</p>
      {picture && viewer.comfort.images !== "off" ? (
        <img
          src={`data:${picture.type};base64,${picture.base64}`}
          alt={picture.alt}
          lang="ru"
          width={picture.width}
          height={picture.height}
        />
      ) : runs === null || runs.length === 0 ? (
        <p class="muted">{side === "was" ? w.wasNot : w.isGone}</p>
      ) : (
        <Marked viewer={viewer} runs={runs} side={side} />
      )}
    </div>
  );
}
