/** «Ответить»: what a desk of the registry can do with one appeal now. */
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { Answer, AnswerForm, Causes, Letter, Templates } from "../appeal-forms.tsx";
import type { DeskCaseView, DeskDeed } from "./case-view.ts";
import { ChooseOrganisation, FindOrganisation } from "./route-form.tsx";

interface Props {
  readonly viewer: Viewer;
  readonly view: DeskCaseView;
}

export function DeskAnswers({ viewer, view }: Props) {
  const w = words(viewer.language).desk.one;
  const i = words(viewer.language).inbox;
  const can = (deed: DeskDeed) => view.deeds.includes(deed);
  const holder = i.holders[view.face.holder];
  return (
    <section class="stack-3" id="act">
      <h2>{w.act}</h2>
      {view.idle ? (
        <p class="card flat">
          {view.idle === "answered"
            ? i.one.over
            : view.idle === "closed"
              ? i.one.closed
              : can("route")
                ? w.held(holder)
                : w.heldOnly(holder)}
        </p>
      ) : null}
      {view.deeds.length > 0 ? <p class="muted small">{w.noHealth}</p> : null}
      {can("take") ? (
        <AnswerForm {...formOf(viewer, view, "take")} send={i.one.take}>
          {null}
        </AnswerForm>
      ) : null}
      {can("route") ? <Route viewer={viewer} view={view} /> : null}
      {(["ask", "message", "correct", "escalate"] as const).filter(can).map((deed) => (
        <Plain key={deed} viewer={viewer} view={view} deed={deed} />
      ))}
      {can("refuse") ? (
        <Answer title={w.refuse.title} open={isOpen(view, "refuse")}>
          <Beginnings viewer={viewer} view={view} deed="refuse" />
          <AnswerForm {...formOf(viewer, view, "refuse")} send={w.refuse.send} quiet>
            <Causes
              viewer={viewer}
              chosen={isOpen(view, "refuse") ? (view.open?.cause ?? null) : null}
              faults={view.faults}
            />
            <Letter
              viewer={viewer}
              deed="refuse"
              label={w.refuse.field}
              value={wordsIn(view, "refuse")}
              faults={view.faults}
            />
          </AnswerForm>
        </Answer>
      ) : null}
    </section>
  );
}

function Plain({ viewer, view, deed }: Props & { deed: "ask" | "message" | "correct" | "escalate" }) {
  const w = words(viewer.language).desk.one[deed];
  return (
    <Answer title={w.title} open={isOpen(view, deed)}>
      <Beginnings viewer={viewer} view={view} deed={deed} />
      <AnswerForm {...formOf(viewer, view, deed)} send={w.send} quiet={deed === "escalate"}>
        <Letter
          viewer={viewer}
          deed={deed}
          label={w.field}
          {...("about" in w ? { hint: w.about } : {})}
          value={wordsIn(view, deed)}
          faults={view.faults}
        />
      </AnswerForm>
    </Answer>
  );
}

function Route({ viewer, view }: Props) {
  const w = words(viewer.language).desk.one.route;
  const chosen = isOpen(view, "route") ? (view.open?.to ?? null) : null;
  return (
    <Answer title={w.title} open={isOpen(view, "route")}>
      <FindOrganisation
        viewer={viewer}
        action={paths.staff.deskCase(view.face.number)}
        hidden={{ deed: "route" }}
        find={view.find}
      />
      <Beginnings viewer={viewer} view={view} deed="route" />
      <AnswerForm {...formOf(viewer, view, "route")} send={w.send}>
        <ChooseOrganisation
          viewer={viewer}
          choices={view.choices}
          chosen={chosen ?? view.organisation?.oid ?? null}
          faults={view.faults}
        />
        <Letter viewer={viewer} deed="route" label={w.field} value={wordsIn(view, "route")} faults={view.faults} />
      </AnswerForm>
    </Answer>
  );
}

function Beginnings({ viewer, view, deed }: Props & { deed: DeskDeed }) {
  const items = view.templates
    .filter((one) => one.deed === deed)
    .map(({ key, name }) => ({
      key,
      name,
      href: `${paths.staff.deskCase(view.face.number, { deed, template: key, find: view.find || undefined })}#words-${deed}`,
    }));
  return <Templates viewer={viewer} items={items} />;
}

function formOf(viewer: Viewer, { version, once, face }: DeskCaseView, deed: DeskDeed) {
  return { viewer, action: paths.staff.deskCase(face.number), version, once, deed, shown: false };
}

function isOpen(view: DeskCaseView, deed: DeskDeed): boolean {
  return view.open?.deed === deed;
}

function wordsIn(view: DeskCaseView, deed: DeskDeed): string {
  return view.open?.deed === deed ? view.open.words : "";
}
