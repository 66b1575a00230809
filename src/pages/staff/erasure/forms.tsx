/** The three forms of an erasure: to ask, to confirm by typing the number once more, to decline. */
import { ASKED_HOURS } from "../../../admin/erasure/ask.ts";
import type { ListedErasure } from "../../../admin/erasure/list.ts";
import { Csrf } from "../../csrf.tsx";
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { ErasuresView } from "./view.ts";

export function AskForm({ viewer, view }: { viewer: Viewer; view: ErasuresView }) {
  const w = words(viewer.language).erasure;
  return (
    <section class="stack-3">
      <h2>{w.ask}</h2>
      <form method="post" action={paths.staff.erasures()} class="card desk-form stack-5 measure">
        <Csrf viewer={viewer} />
        <input type="hidden" name="once" value={view.once} />
        <Field id="number" label={w.number} hint={w.numberHint} value={view.number} faults={view.faults} />
        <Field id="basis" label={w.basis} hint={w.basisHint} value={view.basis} faults={view.faults} />
        <p>
          <button type="submit" class="btn">
            {w.send(ASKED_HOURS)}
          </button>
        </p>
      </form>
    </section>
  );
}

export function ConfirmForm({
  viewer,
  row,
  faults,
}: {
  viewer: Viewer;
  row: ListedErasure;
  faults: readonly FieldFault[];
}) {
  const w = words(viewer.language).erasure;
  return (
    <form method="post" action={paths.staff.erasureConfirm(row.erasureId)} class="desk-form stack-3">
      <Csrf viewer={viewer} />
      <Field id={`again-${row.erasureId}`} name="number" label={w.again} hint={w.againHint} value="" faults={faults} />
      <p>
        <button type="submit" class="btn danger">
          {w.confirm}
        </button>
      </p>
    </form>
  );
}

export function DeclineForm({ viewer, row }: { viewer: Viewer; row: ListedErasure }) {
  const w = words(viewer.language).erasure;
  return (
    <form method="post" action={paths.staff.erasureDecline(row.erasureId)}>
      <Csrf viewer={viewer} />
      <button type="submit" class="btn quiet">
        {row.own ? w.withdraw : w.decline}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly faults: readonly FieldFault[];
}

function Field({ id, name = id, label, hint, value, faults }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint small" id={`${id}-hint`}>
        {hint}
      </p>
      <FaultOf field={id} faults={faults} />
      <input
        type="text"
        id={id}
        name={name}
        value={value}
        autocomplete="off"
        maxLength={300}
        {...faultProps(id, faults, `${id}-hint`)}
      />
    </div>
  );
}
