/** All forms by key. */
import { editions } from "../../../cda/write/editions.ts";
import type { FormKey } from "../fields.ts";
import type { Writing } from "../writing.ts";
import { consultationForm } from "./consultation.ts";
import { dischargeForm } from "./discharge.ts";
import { laboratoryForm } from "./laboratory.ts";
import { prescriptionForm } from "./prescription.ts";

/** As the dictionary of kinds calls what is written in the form. */
export function officialTitle(form: FormKey): string {
  return editions.get(writings[form].kind)?.title ?? "";
}

export const writings: Readonly<Record<FormKey, Writing>> = {
  consultation: consultationForm,
  laboratory: laboratoryForm,
  discharge: dischargeForm,
  prescription: prescriptionForm,
};
