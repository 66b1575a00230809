/** Эпикриз в стационаре выписной, kind 235. */
import { type Discharge, discharge } from "../../../cda/write/kinds/discharge.ts";
import type { Writing } from "../writing.ts";
import { choice, choiceOf, day, diagnoses, group, line, lines, person, rows, services, text, vitals } from "./parts.ts";
import { diagnosesOf, vitalsOf } from "./read-parts.ts";

const severities = ["1", "2", "3"];

export const dischargeForm: Writing = {
  key: "discharge",
  form: {
    key: "discharge",
    groups: [
      person,
      group("visit", day("visited"), day("until"), line("department"), choice("urgency", ["planned", "urgent"])),
      diagnoses,
      group(
        "story",
        text("complaints"),
        text("anamnesis"),
        choiceOf("admittedSeverity", "11.1006", severities),
        text("admittedWords"),
      ),
      vitals,
      rows("studies", 0, 30, day("day"), line("what"), line("found", true, 4000)),
      rows(
        "analyses",
        0,
        60,
        line("what"),
        line("atAdmission", false),
        line("atDischarge", false),
        line("norm", false),
      ),
      group("treatment", lines("treatment")),
      group(
        "closing",
        choiceOf("leftSeverity", "11.1006", severities),
        text("leftWords"),
        line("outcome"),
        lines("advice"),
      ),
      services,
    ],
  },
  kind: "235",
  care: (read) => ({
    event: "13",
    form: read.text("urgency") === "urgent" ? "2" : "1",
    type: "4",
    conditions: "1",
    card: "2",
  }),
  sections: (draft, read) =>
    discharge(draft, {
      department: read.text("department"),
      urgency: read.text("urgency") === "urgent" ? "экстренная" : "плановая",
      diagnoses: diagnosesOf(read),
      complaints: read.text("complaints"),
      anamnesis: read.text("anamnesis"),
      admitted: { severity: read.text("admittedSeverity"), words: read.text("admittedWords") },
      left: { severity: read.text("leftSeverity"), words: read.text("leftWords") },
      vitals: vitalsOf(read),
      studies: read.rows("studies").map((row) => [row.text("day"), row.text("what"), row.text("found")]),
      laboratory: read
        .rows("analyses")
        .map((row) => [row.text("what"), row.text("atAdmission"), row.text("atDischarge"), row.text("norm")]),
      treatment: read.lines("treatment"),
      outcome: read.text("outcome"),
      advice: read.lines("advice"),
    } satisfies Discharge),
};
