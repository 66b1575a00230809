/** A draft, written: everything that the form lacks, or the bytes and what the registry would say of them. */
import type { Fault } from "../../basics/fault.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { WrittenOrganisation } from "../../cda/write/people.ts";
import type { Sql } from "../../db/sql.ts";
import { checkForm, type FormFault } from "./check-form.ts";
import type { DraftDeps, Writer } from "./deps.ts";
import type { OpenedDraft } from "./drafts.ts";
import * as store from "./store.ts";
import { lookUpCodes } from "./take-form.ts";
import { localMoment, writeDocument } from "./write-document.ts";

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
  const { values, codes } = await lookUpCodes(sql, draft.writing.form, draft.values);
  const today = localMoment(now, organisation.timeZone).slice(0, 10);
  const faults = checkForm(draft.writing.form, values, codes, { today, demand: true });
  if (faults.length > 0) return { faults, bytes: null, foreseen: [] };
  const number = (purpose: string, id: string) =>
    deps.keyring.digest(`own number of ${purpose}`, `${writer.organisationOid} ${id}`).toString("hex").slice(0, 12);
  const bytes = writeDocument(
    draft.writing,
    values,
    codes,
    {
      organisation,
      author: { number: number("staff", writer.staffId), snils: writer.snils, name: writer.name },
      patient: { ...draft.patient, number: number("patient", draft.row.patient_id) },
    },
    { number: draft.row.set_number, version: draft.row.version, mended: draft.reason },
    now,
  );
  return { faults, bytes, foreseen: await deps.foresee(writer.organisationOid, bytes) };
}

/** Faults of what is typed so far, while nothing is demanded yet. */
export async function checkTyped(deps: DraftDeps, sql: Sql, writer: Writer, draft: OpenedDraft): Promise<FormFault[]> {
  const organisation = await placeOf(sql, writer.organisationOid);
  const today = localMoment(deps.clock(), organisation.timeZone).slice(0, 10);
  const { values, codes } = await lookUpCodes(sql, draft.writing.form, draft.values);
  return checkForm(draft.writing.form, values, codes, { today, demand: false });
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
