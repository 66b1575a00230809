/** What a draft is called: as its kind is, or as a document written elsewhere calls itself. */
import { AMENDMENT, type AnyForm } from "../../../clinic/drafts/fields.ts";
import { officialTitle } from "../../../clinic/drafts/forms/all.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export function titleOf(viewer: Viewer, form: AnyForm, own: string | null | undefined): string {
  return form === AMENDMENT ? (own ?? "") : words(viewer.language).draftFields.kinds[form].title;
}

export function officialOf(form: AnyForm): string {
  return form === AMENDMENT ? "" : officialTitle(form);
}
