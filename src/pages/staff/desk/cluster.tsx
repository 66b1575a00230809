/** Appeals that are alike: how many, with whom, and one letter or one route for all of them, after asking once more. */
import type { ComponentChildren } from "preact";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Empty } from "../../parts/empty.tsx";
import { ErrorSummary, type FieldFault } from "../../parts/error-summary.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { Table } from "../../parts/table.tsx";
import { paths } from "../../paths.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { Answer, Letter } from "../appeal-forms.tsx";
import { type AppealFace, StateChip, sayReason, Term } from "../appeal-said.tsx";
import type { OrganisationChoice } from "./case-view.ts";
import { ChooseOrganisation, FindOrganisation } from "./route-form.tsx";

export interface ClusterView {
  readonly organisation: { readonly oid: string; readonly name: string };
  /** «problem.name» */
  readonly reason: string;
  readonly rows: readonly AppealFace[];
  readonly once: string;
  /** How many a message would reach. */
  readonly reached: number;
  readonly choices: readonly OrganisationChoice[];
  readonly find: string;
  readonly open: { readonly deed: "message" | "route"; readonly words: string; readonly to: string | null } | null;
  /** The form was sent: this many would be touched. */
  readonly sure: number | null;
  readonly faults: readonly FieldFault[];
  readonly done: { readonly done: number; readonly left: number } | null;
}

interface Props {
  readonly viewer: Viewer;
  readonly view: ClusterView;
}

export function ClusterPage({ viewer, view }: Props) {
  const w = words(viewer.language).desk;
  const title = `${w.cluster.title}: ${sayReason(viewer, view.reason)}`;
  return (
    <Page viewer={viewer} title={title} current="queue" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.done ? w.cluster.done(view.done.done, view.done.left) : null} />
        <Head viewer={viewer} trail={[{ href: paths.staff.desk(), label: w.title }]} title={title}>
          <p class="muted">
            <span lang="ru">{view.organisation.name}</span>. {w.cluster.lead}
          </p>
        </Head>
        <ErrorSummary viewer={viewer} faults={view.faults} />
        {view.sure !== null && view.open ? (
          <Sure viewer={viewer} view={view} />
        ) : view.rows.length === 0 ? (
          <Empty icon="check" title={w.cluster.none}>
            <p>
              <a href={paths.staff.desk()}>{w.cluster.back}</a>
            </p>
          </Empty>
        ) : (
          <Whole viewer={viewer} view={view} />
        )}
      </div>
    </Page>
  );
}

function Whole({ viewer, view }: Props) {
  const w = words(viewer.language).desk.cluster;
  const i = words(viewer.language).inbox;
  const route = words(viewer.language).desk.one.route;
  const of = { organisation: view.organisation.oid, reason: view.reason };
  const written = (deed: "message" | "route") => (view.open?.deed === deed ? view.open.words : "");
  return (
    <>
      <p class="row">
        <b>{w.count(view.rows.length)}</b>
      </p>
      <div class="card">
        <Table
          caption={w.title}
          look="alike"
          columns={[w.columns.number, w.columns.opened, w.columns.term, w.columns.holder, w.columns.state]}
          rows={view.rows.map((face) => ({
            key: face.number,
            cells: [
              <a class="num" href={paths.staff.deskCase(face.number)}>
                {i.number(face.number)}
              </a>,
              <span class="num">{sayDay(viewer.language, face.openedAt)}</span>,
              <Term viewer={viewer} face={face} />,
              i.holders[face.holder],
              <StateChip viewer={viewer} face={face} />,
            ],
          }))}
        />
      </div>
      <Answer title={w.message.title} open={view.open?.deed === "message"}>
        {view.reached === 0 ? (
          <p class="muted">{w.nobody}</p>
        ) : (
          <Bulk viewer={viewer} view={view} deed="message" send={w.message.send}>
            <p class="muted small">{w.reached(view.reached)}</p>
            <Letter
              viewer={viewer}
              deed="message"
              label={w.message.field}
              value={written("message")}
              faults={view.faults}
            />
          </Bulk>
        )}
      </Answer>
      <Answer title={w.route.title} open={view.open?.deed === "route"}>
        <FindOrganisation
          viewer={viewer}
          action={paths.staff.cluster(of).split("?")[0] ?? ""}
          hidden={{ ...of, deed: "route" }}
          find={view.find}
        />
        <Bulk viewer={viewer} view={view} deed="route" send={w.route.send}>
          <ChooseOrganisation
            viewer={viewer}
            choices={view.choices}
            chosen={view.open?.to ?? view.organisation.oid}
            faults={view.faults}
          />
          <Letter viewer={viewer} deed="route" label={route.field} value={written("route")} faults={view.faults} />
        </Bulk>
      </Answer>
    </>
  );
}

function Bulk({
  viewer,
  view,
  deed,
  send,
  children,
}: Props & { deed: "message" | "route"; send: string; children: ComponentChildren }) {
  return (
    <form
      method="post"
      action={paths.staff.cluster({ organisation: view.organisation.oid, reason: view.reason })}
      class="stack-3"
    >
      <Csrf viewer={viewer} />
      <input type="hidden" name="once" value={view.once} />
      {children}
      <p>
        <button type="submit" class="btn" name="deed" value={deed}>
          {send}
        </button>
      </p>
    </form>
  );
}

/** One question before many letters. */
function Sure({ viewer, view }: Props) {
  const w = words(viewer.language).desk.cluster;
  const { open, sure } = view;
  if (!open || sure === null) return null;
  const to = view.choices.find(({ oid }) => oid === open.to);
  return (
    <section class="card stack-3">
      <h2>{w.sure[open.deed](sure)}</h2>
      {to ? <p lang="ru">{to.name}</p> : null}
      {open.words ? (
        <p class="letter-words" lang="ru">
          {open.words}
        </p>
      ) : null}
      <form
        method="post"
        action={paths.staff.cluster({ organisation: view.organisation.oid, reason: view.reason })}
        class="row"
      >
        <Csrf viewer={viewer} />
        <input type="hidden" name="once" value={view.once} />
        <input type="hidden" name="deed" value={open.deed} />
        <input type="hidden" name="words" value={open.words} />
        {open.to ? <input type="hidden" name="to" value={open.to} /> : null}
        {sure > 0 ? (
          <button type="submit" class="btn" name="sure" value="1">
            {w.sure.yes}
          </button>
        ) : null}
        <a class="btn quiet" href={paths.staff.cluster({ organisation: view.organisation.oid, reason: view.reason })}>
          {w.sure.no}
        </a>
      </form>
    </section>
  );
}
