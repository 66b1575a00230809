/** Протокол лабораторного исследования, kind 186. */

import { unitCodes } from "../../../cda/write/entries.ts";
import { type LabProtocol, laboratory } from "../../../cda/write/kinds/laboratory.ts";
import { type LabTest, testOf, tests } from "../../../cda/write/kinds/laboratory-tests.ts";
import type { Reader } from "../reader.ts";
import type { Writing } from "../writing.ts";
import { choiceOf, code, day, group, line, number, person, rows, services, text } from "./parts.ts";

export const laboratoryForm: Writing = {
  key: "laboratory",
  form: {
    key: "laboratory",
    groups: [
      person,
      group(
        "visit",
        day("visited"),
        { name: "taken", ask: "taken", required: true, type: "time" },
        line("specimen"),
        line("profile"),
      ),
      rows(
        "results",
        1,
        60,
        code("test", "11.1080"),
        number("value"),
        choiceOf("unit", "11.1358", unitCodes),
        number("low", false),
        number("high", false),
      ),
      group("closing", text("conclusion")),
      services,
    ],
  },
  kind: "186",
  care: () => ({ event: "4", form: "1", type: "2", conditions: "2", card: "1" }),
  sections: (draft, read) =>
    laboratory(draft, {
      profile: read.text("profile"),
      specimen: read.text("specimen"),
      taken: read.text("taken"),
      results: read.rows("results").map((row) => [measured(row), row.number("value")]),
      conclusion: read.text("conclusion"),
    } satisfies LabProtocol),
};

const known = new Map<string, LabTest>(Object.values(tests).map((test) => [test.code, testOf(test)]));

/** What the form says goes; a test that we know has a plainer name. */
function measured(row: Reader): LabTest {
  const { code: of, name } = row.coded("test");
  const [low, high] = [row.maybe("low"), row.maybe("high")];
  return {
    code: of,
    name,
    plain: known.get(of)?.plain ?? name,
    unit: row.text("unit"),
    ...(low === null ? {} : { low }),
    ...(high === null ? {} : { high }),
  };
}
