/** The forms that documents are written in: what each asks, and how its answers become sections. */
import type { Care, Draft as Written } from "../../cda/write/draft.ts";
import type { XmlElement } from "../../cda/write/xml.ts";
import type { Form, FormKey } from "./fields.ts";
import type { Reader } from "./reader.ts";

export interface Writing {
  readonly key: FormKey;
  readonly form: Form;
  /** РЭМД kind, dictionary 1520: the edition in force. */
  readonly kind: string;
  care(read: Reader): Care;
  sections(draft: Written, read: Reader): readonly XmlElement[];
}
