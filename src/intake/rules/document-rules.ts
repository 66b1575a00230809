/** Rules over the document itself: kind in force, dates, version, sender. */
import type { Fault } from "../../basics/fault.ts";
import { child } from "../../cda/walk.ts";
import { inForce } from "../../registry/kinds.ts";
import type { Evidence } from "./evidence.ts";

export function documentFaults(evidence: Evidence): Fault[] {
  return [...sentByItsOwn(evidence), ...notFromTheFuture(evidence), ...kindInForce(evidence), ...nextVersion(evidence)];
}

/** Where an element of the header stands; of a PDF, its metadata says the same. */
function at({ root }: Evidence, element: string, attribute: string, ofPdf: string): Pick<Fault, "path" | "line"> {
  if (root === null) return { path: `metadata/${ofPdf}` };
  const line = child(root, element)?.line;
  return { path: `/ClinicalDocument/${element}/@${attribute}`, ...(line === undefined ? {} : { line }) };
}

/** A branch's OID begins with the organisation's own. */
function sentByItsOwn({ facts, organisation }: Evidence): Fault[] {
  const { oid, place } = facts.organisation;
  if (oid === organisation.oid || oid.startsWith(`${organisation.oid}.`)) return [];
  return [
    {
      code: "ORGANISATION_MISMATCH",
      severity: "error",
      message: {
        ru: "Документ оформлен другой организацией, чем та, что его отправила",
        en: "The document belongs to another organisation than the one that sent it",
      },
      hint: {
        ru: "Отправляйте документ от имени организации, указанной в custodian",
        en: "Send the document as the organisation named in custodian",
      },
      ...place,
      found: oid,
      expected: organisation.oid,
    },
  ];
}

/** Clocks of hospitals differ; a day ahead is a mistake. Time zones reach UTC+12. */
function notFromTheFuture(evidence: Evidence): Fault[] {
  const { facts, receivedAt } = evidence;
  const created = facts.created;
  if (!created) return [];
  const latest = new Date(receivedAt.getTime() + 5 * 60_000);
  const ahead = created.instant
    ? new Date(created.instant) > latest
    : created.date > new Date(receivedAt.getTime() + 12 * 3_600_000).toISOString().slice(0, 10);
  if (!ahead) return [];
  return [
    {
      code: "WRONG_CREATION_DATE",
      severity: "error",
      message: {
        ru: "Дата создания документа позже даты получения",
        en: "The document was created after it was received",
      },
      hint: {
        ru: "Проверьте часы и часовой пояс системы, в которой оформлен документ",
        en: "Check the clock and the time zone of the system that made the document",
      },
      ...at(evidence, "effectiveTime", "value", "issuedOn"),
      found: created.literal,
    },
  ];
}

function kindInForce(evidence: Evidence): Fault[] {
  const { facts, kind, receivedAt, kindDates } = evidence;
  const day = facts.created?.date ?? receivedAt.toISOString().slice(0, 10);
  if (inForce(kind, day)) return [];
  return [
    {
      code: "NO_DOCUMENT_KIND_ON_DATE",
      severity: kindDates === "refuse" ? "error" : "warning",
      message: {
        ru: `Эта редакция вида документа не действовала на дату документа (${day})`,
        en: `This edition of the kind was not in force on the document's date (${day})`,
      },
      hint: {
        ru: "Оформите документ в редакции, которая действовала в этот день",
        en: "Make the document in the edition that was in force on that day",
      },
      ...at(evidence, "code", "code", "kind/code"),
      found: kind.code,
      expected: `${kind.starts ?? "…"} – ${kind.ends ?? "…"}`,
    },
  ];
}

/** A correction is a new document with the next versionNumber; a registered version is never replaced in place. */
function nextVersion(evidence: Evidence): Fault[] {
  const { facts, newest } = evidence;
  if (!newest || facts.version > newest.version) return [];
  return [
    {
      code: "CANT_REG_VERSION",
      severity: "error",
      message: {
        ru: `Версия ${newest.version} этого документа уже зарегистрирована`,
        en: `Version ${newest.version} of this document is registered already`,
      },
      hint: { ru: "Увеличьте versionNumber", en: "Raise versionNumber" },
      ...at(evidence, "versionNumber", "value", "version"),
      found: String(facts.version),
      expected: `> ${newest.version}`,
    },
  ];
}
