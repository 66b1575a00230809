/** A draft, written: everything that the form lacks, or the bytes and what the registry would say of them. */
import { dayOf } from "../../basics/day.ts";
import type { Fault } from "../../basics/fault.ts";
import { Refusal } from "../../basics/refusal.ts";
import { readDocument } from "../../cda/read.ts";
import type { WrittenOrganisation } from "../../cda/write/people.ts";
import type { Sql } from "../../db/sql.ts";
import type { DictionaryEntry } from "../../registry/dictionaries/dictionaries.ts";
import { isUntouched, namesAsSigner, notAmong } from "./amendment.ts";
import { checkForm, type FormFault } from "./check-form.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import type { OpenedDraft } from "./drafts.ts";
import type { Values } from "./fields.ts";
import * as store from "./store.ts";
import { lookUpCodes } from "./take-form.ts";
import { writeDocument } from "./write-document.ts";

export interface WrittenDraft {
  readonly faults: readonly FormFault[];
  /** Null while the form has faults. */
  readonly bytes: Uint8Array | null;
  /** Of the registry itself, over the bytes. */
  readonly foreseen: readonly Fault[];
}

export async function writeDraft(deps: DraftDeps, sql: Sql, writer: Writer, draft: OpenedDraft): Promise<WrittenDraft> {
  const organisation = await placeOf(sql, writer.organisationOid);
  const now = deps.clock();
  const { values, codes } = await lookUpCodes(sql, draft.by.form, draft.values);
  const faults = faultsOf(draft, values, codes, { today: dayOf(now, organisation.timeZone), demand: true });
  if (faults.length > 0) return { faults, bytes: null, foreseen: [] };
  const bytes = write(deps, writer, draft, organisation, { values, codes, now });
  const foreseen = await deps.foresee(writer.organisationOid, bytes);
  return {
    faults,
    bytes,
    foreseen: namesAsSigner(readDocument(bytes).facts, writer.snils) ? foreseen : [...foreseen, notAmong()],
  };
}

interface Typed {
  readonly values: Values;
  readonly codes: ReadonlyMap<string, DictionaryEntry>;
  readonly now: Date;
}

function write(
  deps: DraftDeps,
  writer: Writer,
  { by, row, patient, reason }: OpenedDraft,
  organisation: WrittenOrganisation,
  { values, codes, now }: Typed,
): Uint8Array {
  const { set_number: number, version } = row;
  if ("spots" in by)
    return by.write(values, codes, { number, version, mended: reason ?? "", timeZone: organisation.timeZone, now });
  const ownNumber = (of: string, id: string) =>
    deps.keyring.digest(`own number of ${of}`, `${writer.organisationOid} ${id}`).toString("hex").slice(0, 12);
  const hands = {
    organisation,
    author: { number: ownNumber("staff", writer.staffId), snils: writer.snils, name: writer.name },
    patient: { ...patient, number: ownNumber("patient", row.patient_id) },
  };
  return writeDocument(by, values, codes, hands, { number, version, mended: reason }, now);
}

/** Faults of what is typed so far, while nothing is demanded yet. */
export async function checkTyped(deps: DraftDeps, sql: Sql, writer: Writer, draft: OpenedDraft): Promise<FormFault[]> {
  const organisation = await placeOf(sql, writer.organisationOid);
  const { values, codes } = await lookUpCodes(sql, draft.by.form, draft.values);
  return faultsOf(draft, values, codes, { today: dayOf(deps.clock(), organisation.timeZone), demand: false });
}

function faultsOf(
  { by }: OpenedDraft,
  values: Values,
  codes: Typed["codes"],
  how: { today: string; demand: boolean },
): FormFault[] {
  const faults = checkForm(by.form, values, codes, how);
  return "spots" in by ? faults.filter(({ field }) => !isUntouched(by, values, field)) : faults;
}

/** A document names where its organisation is and how to reach it; without that nothing can be written. */
export async function placeOf(sql: Sql, oid: string): Promise<WrittenOrganisation> {
  const row = await store.place(sql, oid);
  if (!row?.address || !row.phone || !row.ogrn)
    throw new Refusal("conflict", "ORGANISATION_INCOMPLETE", {
      ru: "В справочнике не заполнены адрес, телефон или ОГРН вашей организации. Попросите администратора реестра заполнить их",
      en: "The address, telephone or ОГРН of your organisation is not filled in. Ask the registry's administrator to fill them in",
    });
  return {
    oid: row.oid,
    name: row.name,
    ogrn: row.ogrn,
    phone: row.phone,
    address: row.address,
    postalCode: /\b\d{6}\b/.exec(row.address)?.[0] ?? null,
    regionCode: row.region_code,
    licence: row.licence
      ? { number: row.licence, issuedBy: "Федеральная служба по надзору в сфере здравоохранения" }
      : null,
    timeZone: row.time_zone,
  };
}
