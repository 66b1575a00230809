/** The forms of the desk: handing over, with the identity document looked at; and saying no, with a reason. */
import { Csrf } from "../../csrf.tsx";
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { Typed } from "./typed.ts";

interface HandingProps {
  readonly viewer: Viewer;
  readonly view: { readonly number: string; readonly turn: number; readonly typed: Typed };
  readonly faults: readonly FieldFault[];
}

export function Handing({ viewer, view, faults }: HandingProps) {
  const w = words(viewer.language).paper.staff;
  const { typed } = view;
  return (
    <form method="post" action={paths.staff.paperRequest(view.number)} class="card stack">
      <h2 class="like-3">{w.hand}</h2>
      <Csrf viewer={viewer} />
      <input type="hidden" name="turn" value={view.turn} />
      <fieldset class="field">
        <legend>{w.to}</legend>
        <div class="choices">
          <label class="choice">
            <input id="to-self" type="radio" name="to" value="self" checked={typed.to !== "other"} />
            <span>{w.toSelf}</span>
          </label>
          <label class="choice">
            <input id="to-other" type="radio" name="to" value="other" checked={typed.to === "other"} />
            <span>{w.toOther}</span>
          </label>
        </div>
      </fieldset>
      <div class="field">
        <label for="other">{w.otherName}</label>
        <FaultOf field="other" faults={faults} />
        <input
          id="other"
          name="other"
          type="text"
          value={typed.other}
          maxLength={300}
          autocomplete="off"
          lang="ru"
          {...faultProps("other", faults)}
        />
      </div>
      <div class="field">
        <FaultOf field="identity" faults={faults} />
        <label class="choice">
          <input
            id="identity"
            type="checkbox"
            name="identity"
            value="yes"
            checked={typed.identity}
            {...faultProps("identity", faults)}
          />
          <span>{w.identity}</span>
        </label>
      </div>
      <p>
        <button type="submit" class="btn" name="deed" value="handed">
          {w.handed}
        </button>
      </p>
    </form>
  );
}

interface RefusingProps {
  readonly viewer: Viewer;
  readonly action: string;
  readonly turn: number;
  /** What was typed before. */
  readonly reason: string;
  readonly faults: readonly FieldFault[];
  readonly said: { readonly title: string; readonly label: string; readonly button: string; readonly deed: string };
}

export function Refusing({ viewer, action, turn, reason, faults, said }: RefusingProps) {
  const w = words(viewer.language).paper.staff;
  return (
    <form method="post" action={action} class="card stack">
      <h2 class="like-3">{said.title}</h2>
      <Csrf viewer={viewer} />
      <input type="hidden" name="turn" value={turn} />
      <div class="field">
        <label for="reason">{said.label}</label>
        <p class="hint small" id="reason-hint">
          {w.reasonHint}
        </p>
        <FaultOf field="reason" faults={faults} />
        <textarea
          id="reason"
          name="reason"
          rows={4}
          maxLength={1000}
          lang="ru"
          {...faultProps("reason", faults, "reason-hint")}
        >
          {reason}
        </textarea>
      </div>
      <p>
        <button type="submit" class="btn quiet" name="deed" value={said.deed}>
          {said.button}
        </button>
      </p>
    </form>
  );
}
