/** «Шаблоны ответов»: an organisation's or a desk's own, which can be changed, retired and taken back; and the house's. */
import { type OwnTemplate, templateDeeds } from "../../appeals/templates/own.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export type TemplateDeed = OwnTemplate["deed"];
export type TemplateDone = "added" | "changed" | "retired" | "restored";

export interface TemplateFace {
  readonly id: string;
  readonly deed: TemplateDeed;
  readonly name: string;
  readonly words: string;
}

export interface TemplatesView {
  /** Where one comes from: the inbox of an organisation, or the queue of a desk. */
  readonly at: "inbox" | "queue";
  readonly own: readonly TemplateFace[];
  readonly retired: readonly TemplateFace[];
  readonly house: readonly Omit<TemplateFace, "id">[];
  readonly done: TemplateDone | null;
}

export function TemplatesPage({ viewer, view }: { viewer: Viewer; view: TemplatesView }) {
  const w = words(viewer.language).templates;
  const from = words(viewer.language);
  const trail =
    view.at === "inbox"
      ? [{ href: paths.staff.appeals(), label: from.inbox.title }]
      : [{ href: paths.staff.desk(), label: from.frame.places.queue }];
  return (
    <Page viewer={viewer} title={w.title} current={view.at}>
      <div class="stack-6">
        <Said text={view.done && w.done[view.done]} />
        <Head viewer={viewer} trail={trail} title={w.title} lead={view.at === "inbox" ? w.lead : w.leadDesk} />
        <section class="stack-3">
          <h2>{w.own}</h2>
          {view.own.length === 0 ? <p class="muted">{w.none}</p> : null}
          <ByDeed viewer={viewer} templates={view.own} under={(one) => <Keep viewer={viewer} template={one} />} />
          <p>
            <a class="btn" href={paths.staff.newTemplate()}>
              {w.add}
            </a>
          </p>
        </section>
        {view.retired.length > 0 ? (
          <section class="stack-3">
            <h2>{w.retiredTitle}</h2>
            <p class="muted">{w.retiredAbout}</p>
            <ByDeed
              viewer={viewer}
              templates={view.retired}
              under={(one) => <Restore viewer={viewer} template={one} />}
            />
          </section>
        ) : null}
        <section class="stack-3">
          <h2>{w.house}</h2>
          <p class="muted">{w.houseAbout}</p>
          <ByDeed
            viewer={viewer}
            templates={view.house.map((one) => ({ ...one, id: `${one.deed} ${one.name}` }))}
            under={() => null}
          />
        </section>
      </div>
    </Page>
  );
}

interface ByDeedProps {
  readonly viewer: Viewer;
  readonly templates: readonly TemplateFace[];
  readonly under: (template: TemplateFace) => preact.JSX.Element | null;
}

function ByDeed({ viewer, templates, under }: ByDeedProps) {
  const w = words(viewer.language).templates;
  return (
    <>
      {templateDeeds.map((deed) => {
        const these = templates.filter((one) => one.deed === deed);
        return these.length === 0 ? null : (
          <section key={deed} class="stack-3">
            <h3>{w.deeds[deed]}</h3>
            <ul class="template-list">
              {these.map((one) => (
                <li key={one.id} class="card stack-2">
                  <b lang="ru">{one.name}</b>
                  <p class="said-words" lang="ru">
                    {one.words}
                  </p>
                  {under(one)}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function Keep({ viewer, template: { id, name } }: { viewer: Viewer; template: TemplateFace }) {
  const w = words(viewer.language).templates;
  return (
    <div class="row">
      <a href={paths.staff.template(id)} aria-label={w.editOf(name)}>
        {w.edit}
      </a>
      <ask-first data-question={w.retireAsk} data-yes={w.retire} data-no={w.retireNo}>
        <form method="post" action={paths.staff.templateRetire(id)}>
          <Csrf viewer={viewer} />
          <button type="submit" class="linklike" aria-label={w.retireOf(name)}>
            {w.retire}
          </button>
        </form>
      </ask-first>
    </div>
  );
}

function Restore({ viewer, template: { id, name } }: { viewer: Viewer; template: TemplateFace }) {
  const w = words(viewer.language).templates;
  return (
    <form method="post" action={paths.staff.templateRestore(id)}>
      <Csrf viewer={viewer} />
      <button type="submit" class="btn quiet" aria-label={w.restoreOf(name)}>
        {w.restore}
      </button>
    </form>
  );
}
