/** «Мои обращения»: the list, one of them, what the patient does in it, and its files. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { act } from "../../appeals/act.ts";
import { askHelped, sayHelped } from "../../appeals/helped/say.ts";
import { openFile } from "../../appeals/read/file.ts";
import { readAppeal } from "../../appeals/read/one.ts";
import { rules } from "../../appeals/states.ts";
import { Refusal } from "../../basics/refusal.ts";
import { statusOf } from "../../http/problem.ts";
import { findMine, listMine, type MyAppeal } from "../../patient/appeals/mine.ts";
import { isConsented } from "../../patient/consent.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { AppealPage } from "../patient/appeal.tsx";
import { AppealSentPage } from "../patient/appeal-sent.tsx";
import type { AppealView, PatientDeed } from "../patient/appeal-view.ts";
import { AppealWithdrawPage } from "../patient/appeal-withdraw.tsx";
import { AppealsPage } from "../patient/appeals.tsx";
import type { Viewer } from "../viewer.ts";
import { patientActor } from "./actor.ts";
import { headOf, stepOf } from "./appeal-view.ts";
import { sendFile } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { field, readLetter } from "./letter.ts";
import { numberOf } from "./open-for.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

const deeds: readonly PatientDeed[] = ["reply", "message", "confirm", "reopen", "withdraw"];
const deedOf = (sent: unknown): PatientDeed | null => deeds.find((one) => one === sent) ?? null;

export function appealsRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    paths.appeals(),
    patientPage(deps, "see-own-appeals", async (visit) => {
      const mine = await listMine(mineDeps(deps, visit), visit.tx, visit.patientId);
      const view = { rows: mine.map(headOf) };
      return { page: (viewer) => AppealsPage({ viewer, view }) };
    }),
  );

  app.get(
    "/appeals/:number",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const mine = await find(deps, visit);
      const kept = await visit.restored();
      const deed = deedOf(kept?.["deed"]);
      const typed = kept?.["words"];
      return shown(deps, visit, mine, {
        done: deedOf((visit.request.query as { done?: string }).done),
        kept: deed && typeof typed === "string" ? { deed, words: typed } : null,
      });
    }),
  );

  app.post(
    "/appeals/:number",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const mine = await find(deps, visit);
      const { request, reply, viewer, tx, patientId } = visit;
      const deed = deedOf(field(request, "deed"));
      if (!deed) throw new Refusal("misshapen", "DEED", { ru: "Неизвестное действие", en: "An unknown deed" });
      const letter = readLetter(request, viewer, rules[deed].words === "needed");
      const kept = { deed, words: letter.words };
      if (letter.faults.length > 0) {
        reply.code(422);
        return shown(deps, visit, mine, { kept, faults: letter.faults, once: letter.once });
      }
      const version = Number(field(request, "version"));
      try {
        await act(
          tx,
          deps.appeals,
          patientActor(visit.subject),
          { patientId, appealId: mine.row.appeal_id },
          {
            deed,
            once: letter.once,
            version: Number.isSafeInteger(version) ? version : 0,
            words: letter.words,
            files: letter.files,
          },
        );
        return () => reply.redirect(paths.appeal(mine.row.number, deed), 303);
      } catch (refusal) {
        // Nothing was written: the page is shown as it is now, with what was typed.
        if (!(refusal instanceof Refusal) || !(refusal.kind === "conflict" || refusal.kind === "gone")) throw refusal;
        reply.code(statusOf[refusal.kind]);
        const moved = refusal.code === "APPEAL_MOVED_ON" || refusal.code === "APPEAL_STATE";
        return shown(deps, visit, await find(deps, visit), {
          kept,
          movedSince: moved ? version || 0 : null,
          faults: moved ? [] : [{ field: "words", text: refusal.words[viewer.language] }],
        });
      }
    }),
  );

  app.post(
    "/appeals/:number/helped",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const { row } = await find(deps, visit);
      const { keyring, clock } = deps.appeals;
      const said = { helped: field(visit.request, "helped") === "yes", words: field(visit.request, "words") };
      await sayHelped(visit.tx, keyring, { patientId: visit.patientId, appealId: row.appeal_id }, said, clock());
      return () => visit.reply.redirect(`${paths.appeal(row.number)}#helped`, 303);
    }),
  );

  app.get(
    "/appeals/:number/sent",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const head = headOf(await find(deps, visit));
      const joined = (visit.request.query as { joined?: string }).joined === "1";
      return { page: (viewer) => AppealSentPage({ viewer, view: { head, joined } }) };
    }),
  );

  app.get(
    "/appeals/:number/withdraw",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const mine = await find(deps, visit);
      const { number, version, state } = mine.row;
      if (!rules.withdraw.from.includes(state)) return () => visit.reply.redirect(paths.appeal(number), 303);
      const view = { head: headOf(mine), version, once: randomUUID() };
      return { page: (viewer) => AppealWithdrawPage({ viewer, view }) };
    }),
  );

  app.get(
    "/appeals/:number/files/:file",
    patientPage(deps, "see-own-appeals", async (visit) => {
      const mine = await find(deps, visit);
      const { file: id } = visit.request.params as { file: string };
      const file = await openFile(visit.tx, deps.appeals.keyring, mine.row, id);
      return () => sendFile(visit.reply, { bytes: file.bytes, type: file.mediaType, name: file.name });
    }),
  );
}

const mineDeps = (deps: PagesDeps, { consents }: PatientVisit) => ({
  ...deps.appeals,
  consented: isConsented(consents),
});

async function find(deps: PagesDeps, visit: PatientVisit): Promise<MyAppeal> {
  const mine = await findMine(mineDeps(deps, visit), visit.tx, visit.patientId, numberOf(visit.request));
  if (mine) return mine;
  throw new Refusal("not-found", "NO_APPEAL", { ru: "Такого обращения нет", en: "There is no such appeal" });
}

interface Change {
  readonly done?: PatientDeed | null;
  readonly kept?: AppealView["kept"];
  readonly faults?: readonly FieldFault[];
  readonly movedSince?: number | null;
  readonly once?: string;
}

async function shown(deps: PagesDeps, { tx }: PatientVisit, mine: MyAppeal, change: Change) {
  const whole = await readAppeal(tx, deps.appeals.keyring, mine.row.number);
  const view: AppealView = {
    head: headOf(mine),
    version: mine.row.version,
    once: change.once ?? randomUUID(),
    events: (whole?.events ?? []).map(stepOf),
    answerNumber: mine.answerNumber,
    objectUntil: mine.objectUntil,
    tooLate: mine.tooLate,
    helped: await askHelped(tx, deps.appeals.keyring, mine.row, deps.appeals.clock()),
    kept: change.kept ?? null,
    faults: change.faults ?? [],
    movedSince: change.movedSince ?? null,
    done: change.done ?? null,
  };
  return { page: (viewer: Viewer) => AppealPage({ viewer, view }) };
}
