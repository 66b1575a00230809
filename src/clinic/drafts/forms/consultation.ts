/** Протокол консультации, kind 227. */
import { type Consultation, consultation } from "../../../cda/write/kinds/consultation.ts";
import type { Writing } from "../writing.ts";
import { choice, day, diagnoses, group, lines, person, services, text, vitals } from "./parts.ts";
import { diagnosesOf, vitalsOf } from "./read-parts.ts";

export const consultationForm: Writing = {
  key: "consultation",
  form: {
    key: "consultation",
    groups: [
      person,
      group("visit", day("visited"), choice("first", ["yes", "no"])),
      group("story", text("complaints"), text("anamnesis"), text("life")),
      vitals,
      group("state", text("examination"), text("conclusion")),
      diagnoses,
      group("closing", lines("advice")),
      services,
    ],
  },
  kind: "227",
  care: () => ({ event: "1", form: "1", type: "2", conditions: "2", card: "1" }),
  sections: (draft, read) =>
    consultation(draft, {
      first: read.text("first") === "yes",
      complaints: read.text("complaints"),
      anamnesis: read.text("anamnesis"),
      life: read.text("life"),
      vitals: vitalsOf(read),
      examination: read.text("examination"),
      conclusion: read.text("conclusion"),
      diagnoses: diagnosesOf(read),
      advice: read.lines("advice"),
    } satisfies Consultation),
};
