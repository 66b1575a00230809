/** Step 2. What came over the wire, opened: facts from exactly these bytes, or every reason why not. */
import { Refusal } from "../basics/refusal.ts";
import { readDocument } from "../cda/read.ts";
import { child } from "../cda/walk.ts";
import { digestsOf } from "../cms/digests.ts";
import { inspectPdf } from "../pdf/inspect.ts";
import type { KindBook } from "../registry/kinds.ts";
import { factsFromMetadata } from "./metadata.ts";
import type { Submitted } from "./submitted.ts";

export interface Parcel {
  readonly document: { readonly bytes: Uint8Array; readonly mediaType: "application/xml" | "application/pdf" };
  readonly signatures: readonly Uint8Array[];
  /** JSON, only beside a PDF. */
  readonly metadata: Uint8Array | null;
}

const MOST_SIGNATURES = 20;

/** Throws a Refusal with all faults of reading; nothing is stored by then. */
export function readParcel(parcel: Parcel, kinds: KindBook): Submitted {
  if (parcel.signatures.length === 0) {
    throw new Refusal("invalid", "NO_SIGNATURE", {
      ru: "Нет ни одной подписи. Приложите открепленные подписи врача и организации в полях signature",
      en: "There is no signature. Attach the detached signatures of the doctor and of the organisation as signature fields",
    });
  }
  if (parcel.signatures.length > MOST_SIGNATURES) {
    throw new Refusal("invalid", "TOO_MANY_SIGNATURES", {
      ru: `Подписей больше ${MOST_SIGNATURES}`,
      en: `There are more than ${MOST_SIGNATURES} signatures`,
    });
  }
  const submitted = parcel.document.mediaType === "application/pdf" ? readPdf(parcel) : readXml(parcel);
  const { system, code } = submitted.facts.kind;
  const kind = kinds.find(system, code);
  const format = parcel.document.mediaType === "application/pdf" ? "pdf" : "cda";
  if (!kind || kind.format !== format) {
    throw new Refusal(
      "invalid",
      "UNKNOWN_KIND",
      {
        ru: `Вид документа ${code} (справочник ${system || "не указан"}) реестр не принимает в этом формате`,
        en: `The registry takes no documents of kind ${code} (dictionary ${system || "not given"}) in this format`,
      },
      [
        {
          code: "UNKNOWN_KIND",
          severity: "error",
          message: { ru: "Неизвестный вид документа", en: "Unknown kind of document" },
          hint: {
            ru: "Укажите в ClinicalDocument/code код из справочника 1.2.643.5.1.13.13.11.1520",
            en: "Put a code of dictionary 1.2.643.5.1.13.13.11.1520 into ClinicalDocument/code",
          },
          ...(submitted.cda
            ? { path: "/ClinicalDocument/code/@code", line: child(submitted.cda.root, "code")?.line ?? 1 }
            : { path: "metadata/kind" }),
          found: `${system}:${code}`,
        },
      ],
    );
  }
  return submitted;
}

function readXml({ document, signatures }: Parcel): Submitted {
  const cda = readDocument(document.bytes);
  return { document: digestsOf(document.bytes), signatures, facts: cda.facts, cda };
}

function readPdf({ document, signatures, metadata }: Parcel): Submitted {
  if (!metadata) {
    throw new Refusal("invalid", "NO_METADATA", {
      ru: "К документу PDF/A нужно поле metadata с описанием документа в JSON",
      en: "A PDF/A document needs a metadata field that describes it in JSON",
    });
  }
  inspectPdf(document.bytes);
  return { document: digestsOf(document.bytes), signatures, facts: factsFromMetadata(metadata), cda: null };
}
