/** What has to be mended before a form can be sent: at the top, each fault leads to its field. */
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

export interface FieldFault {
  /** Id of the field that it is about. */
  readonly field: string;
  readonly text: string;
}

export function ErrorSummary({ viewer, faults }: { viewer: Viewer; faults: readonly FieldFault[] }) {
  if (faults.length === 0) return null;
  return (
    <div class="tell bad" role="alert" aria-labelledby="faults">
      <Icon name="warning" />
      <div class="stack-2">
        <p id="faults" class="like-3">
          {words(viewer.language).frame.mend}
        </p>
        <ul class="bullets">
          {faults.map(({ field, text }) => (
            <li key={field}>
              <a href={`#${field}`}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The same words beside the field, which names them by `aria-describedby`. */
export function FaultOf({ field, faults }: { field: string; faults: readonly FieldFault[] }) {
  const fault = faults.find((one) => one.field === field);
  return fault ? (
    <p class="fault" id={`${field}-fault`}>
      {fault.text}
    </p>
  ) : null;
}

/** What a field with a fault says of itself to those who listen. */
export function faultProps(field: string, faults: readonly FieldFault[], hint?: string) {
  const faulty = faults.some((one) => one.field === field);
  const described = [hint, faulty ? `${field}-fault` : undefined].filter(Boolean).join(" ");
  return {
    ...(described === "" ? {} : { "aria-describedby": described }),
    ...(faulty ? { "aria-invalid": "true" as const } : {}),
  };
}
