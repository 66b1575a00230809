/** On the first page of the cabinet: appeals whose next step is the patient's. */
import { listMine } from "../../patient/appeals/mine.ts";
import { isConsented } from "../../patient/consent.ts";
import { sayAppeal } from "../parts/appeal-line.tsx";
import { paths } from "../paths.ts";
import { words } from "../words.ts";
import { headOf } from "./appeal-view.ts";
import type { PagesDeps } from "./deps.ts";
import type { PatientVisit } from "./visit.ts";

const MOST = 3;

export async function appealsToAnswer(deps: PagesDeps, { tx, patientId, consents, viewer }: PatientVisit) {
  const w = words(viewer.language).appeals.next;
  const mine = await listMine({ ...deps.appeals, consented: isConsented(consents) }, tx, patientId);
  return mine
    .map(headOf)
    .filter(({ state }) => state === "asked" || state === "corrected" || state === "refused")
    .slice(0, MOST)
    .map((head) => {
      const what = sayAppeal(viewer, head);
      return { text: head.state === "asked" ? w.asked(what) : w.answered(what), href: paths.appeal(head.number) };
    });
}
