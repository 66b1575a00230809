/** What patients of the demo have written, and what became of it: made through the real doors of appeals, once. */
import { type AppealDeed, act } from "../../appeals/act.ts";
import type { Actor, AppealDeps } from "../../appeals/deps.ts";
import { openAppeal } from "../../appeals/open.ts";
import type { AppealKind } from "../../appeals/reasons.ts";
import { uuidOf } from "../../basics/uuid.ts";
import type { Database } from "../../db/database.ts";
import { patientByLogin } from "../people/patients.ts";
import { type OrganisationKey, organisations } from "../people/places.ts";
import { staffByLogin } from "../people/staff.ts";
import * as store from "./store.ts";

interface Story {
  readonly key: string;
  readonly patient: string;
  /** null: a question to support. */
  readonly at: OrganisationKey | null;
  readonly kind: AppealKind;
  readonly reason: string;
  readonly words: string;
  readonly later: readonly (readonly [login: string, deed: AppealDeed["deed"], words?: string, cause?: string])[];
}

const stories: readonly Story[] = [
  {
    key: "name",
    patient: "sokolova",
    at: "volga",
    kind: "problem",
    reason: "name",
    words: "В документе моё отчество написано с ошибкой. В паспорте и полисе всё верно.",
    later: [
      ["morozova", "take"],
      ["morozova", "ask", "Здравствуйте! Приложите, пожалуйста, фото первой страницы паспорта: сверим и исправим."],
    ],
  },
  {
    key: "diagnosis",
    patient: "kovalyov",
    at: "volga",
    kind: "problem",
    reason: "diagnosis",
    words: "Такого диагноза мне никто не называл. Проверьте, пожалуйста, не перепутали ли меня с кем-то.",
    later: [],
  },
  {
    key: "paper",
    patient: "lebedeva",
    at: "volga",
    kind: "problem",
    reason: "differs-from-paper",
    words: "На бумаге, которую мне дали в кабинете, дата другая.",
    later: [["krylova", "take"]],
  },
  {
    key: "visit-1",
    patient: "gusev",
    at: "tveritsy",
    kind: "visit",
    reason: "no-visit",
    words: "В этот день я был в отъезде и в больницу не приходил.",
    later: [],
  },
  {
    key: "visit-2",
    patient: "mironov",
    at: "tveritsy",
    kind: "visit",
    reason: "no-visit",
    words: "Меня на этом приёме не было.",
    later: [["kuzmina", "escalate", "Записи о приёме есть, врач уволился. Просим помочь разобраться."]],
  },
  {
    key: "right",
    patient: "lebedeva",
    at: "tveritsy",
    kind: "problem",
    reason: "doctor",
    words: "Принимал другой врач.",
    later: [
      ["kuzmina", "take"],
      [
        "kuzmina",
        "refuse",
        "Здравствуйте! Мы сверили журнал приёма: в этот день принимал врач, который указан в документе.",
        "data-right",
      ],
    ],
  },
  {
    key: "service",
    patient: "rakhimov",
    at: null,
    kind: "service",
    reason: "question",
    words: "Можно ли получать уведомления на два адреса?",
    later: [["support", "take"]],
  },
];

/** Safe to repeat: what was written already is not written again. */
export async function writeAppeals(registry: Database, deps: AppealDeps): Promise<void> {
  for (const story of stories) {
    await registry.transact(async (tx) => {
      const patient = patientByLogin(story.patient);
      const organisationOid = story.at && organisations[story.at].oid;
      const patientId = await store.findPatient(tx, deps.keyring.digest("snils", patient.snils));
      if (patientId === null) return;
      const documentId =
        story.kind === "problem" && organisationOid ? await store.newestDocument(tx, patientId, organisationOid) : null;
      if (story.kind === "problem" && documentId === null) return;
      const writer: Actor = { by: "patient", name: patient.name, role: "patient", organisationOid: null };
      const { appealId, outcome } = await openAppeal(tx, deps, writer, {
        patientId,
        once: uuidOf(`demo appeal ${story.key}`),
        kind: story.kind,
        reason: story.reason,
        words: story.words,
        organisationOid,
        documentId,
      });
      if (outcome !== "opened") return;
      for (const [login, deed, words = null, cause = null] of story.later) {
        const once = uuidOf(`demo appeal ${story.key} ${deed}`);
        await act(
          tx,
          deps,
          answerer(deps, login),
          { patientId, appealId },
          { deed, once, version: null, words, cause },
        );
      }
    });
  }
}

function answerer({ keyring }: AppealDeps, login: string): Actor {
  const { name, role, organisationOid, snils } = staffByLogin(login);
  const staffId = store.staffIdOf({ snilsDigest: keyring.digest("snils", snils), role, organisationOid });
  return { by: organisationOid ? "organisation" : "support", name, role, organisationOid, staffId };
}
