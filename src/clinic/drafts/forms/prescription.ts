/** Рецепт на лекарственный препарат, kind 148. */
import { type Medicine, medicines } from "../../../cda/write/kinds/medicines.ts";
import { type Prescription, prescription } from "../../../cda/write/kinds/prescription.ts";
import type { Reader } from "../reader.ts";
import type { Writing } from "../writing.ts";
import { choice, choiceOf, code, day, group, line, number, person, rows } from "./parts.ts";

/** Dictionary …99.2.608 and the same in days. */
const validities: Readonly<Record<string, number>> = { "1": 15, "2": 30, "3": 60, "4": 90 };

export const prescriptionForm: Writing = {
  key: "prescription",
  form: {
    key: "prescription",
    groups: [
      person,
      group("visit", day("visited"), choiceOf("validity", "99.2.608", null)),
      rows(
        "medicines",
        1,
        5,
        code("medicine", "99.2.611"),
        line("latin", false, 300),
        choiceOf("route", "11.1468", null, false),
        number("dose"),
        choice("every", ["24", "12"]),
        number("days"),
        number("amount"),
        line("how", true, 1000),
      ),
    ],
  },
  kind: "148",
  care: () => ({ event: "58", form: "1", type: "2", conditions: "2", card: "1" }),
  sections: (draft, read) => {
    const validity = read.text("validity");
    return prescription(draft, {
      prescribed: read.rows("medicines").map((row) => ({
        medicine: medicineOf(row),
        dose: row.number("dose"),
        everyHours: row.text("every") === "12" ? 12 : 24,
        days: row.number("days"),
        amount: row.number("amount"),
        how: row.text("how"),
      })),
      validity: { code: validity, days: validities[validity] ?? 30 },
    } satisfies Prescription);
  },
};

const known = new Map<string, Medicine>(Object.values(medicines).map((one) => [one.code, one]));

/** A medicine that we know has its Latin and its plain name; of another the form says the Latin, or it is named as the dictionary does. */
function medicineOf(row: Reader): Medicine {
  const { code: of, name } = row.coded("medicine");
  const [plain = name, unit = "шт."] = name.split("|");
  const one = known.get(of);
  return {
    code: of,
    name,
    latin: row.text("latin") || one?.latin || plain,
    plain: one?.plain ?? plain,
    route: row.text("route") || null,
    unit: one?.unit ?? { code: "796", name: unit },
  };
}
