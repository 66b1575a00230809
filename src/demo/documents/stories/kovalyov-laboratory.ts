/** Igor Kovalyov's blood over four years: how sugar was brought down, rose again when he grew careless, and was brought down anew. */

import { type LabResult, laboratory } from "../../../cda/write/kinds/laboratory.ts";
import { organisations } from "../../people/places.ts";
import type { DemoOrganisation } from "../../people/shapes.ts";
import type { Told } from "../told.ts";

const man = { low: 62, high: 106 };

/** The hospital's laboratory, which did the tests while the clinic's analyser was being checked, has norms of its own. */
const elsewhere = (
  [glucose, hba1c, cholesterol, ldl, triglycerides, creatinine, potassium, alt]: Row, // creatinine in мкмоль/л
): LabResult[] => [
  ["glucose", glucose, { low: 3.3, high: 5.5 }],
  ["hba1c", hba1c, { high: 6 }],
  ["cholesterol", cholesterol, { high: 5 }],
  ["ldl", ldl, { high: 2.6 }],
  ["triglycerides", triglycerides, { high: 1.7 }],
  ["creatinine", creatinine / 1000, { low: 0.062, high: 0.115 }, "195"],
  ["potassium", potassium, { low: 3.4, high: 5.3 }],
  ["alt", alt, { high: 45 }],
];

/** Fasting glucose, HbA1c, cholesterol, LDL, triglycerides, creatinine, potassium, ALT. */
type Row = readonly [number, number, number, number, number, number, number, number];

function results([glucose, hba1c, cholesterol, ldl, triglycerides, creatinine, potassium, alt]: Row): LabResult[] {
  return [
    ["glucose", glucose],
    ["hba1c", hba1c],
    ["cholesterol", cholesterol],
    ["ldl", ldl],
    ["triglycerides", triglycerides],
    ["creatinine", creatinine, man],
    ["potassium", potassium],
    ["alt", alt],
  ];
}

function protocol(
  visit: string,
  kind: "75" | "186",
  row: Row,
  conclusion: string,
  more: { version?: number; mended?: string; day?: string; doneAt?: DemoOrganisation } = {},
): Told {
  const { doneAt, ...correction } = more;
  return {
    visit,
    kind,
    time: correction.version ? "11:20" : "15:05",
    ...correction,
    body: (draft) =>
      laboratory(draft, {
        profile: "Биохимический анализ крови, гликированный гемоглобин",
        specimen: "Кровь венозная",
        taken: "07:50",
        results: doneAt ? elsewhere(row) : results(row),
        conclusion,
        ...(doneAt ? { laboratory: doneAt } : {}),
      }),
  };
}

const spring2024 = "kovalyov-2024-spring-blood";

export const kovalyovLaboratory: readonly Told[] = [
  protocol(
    "kovalyov-2022-blood",
    "75",
    [11.8, 9.4, 6.7, 4.4, 3.1, 84, 4.4, 48],
    "Гипергликемия, повышен гликированный гемоглобин: признаки сахарного диабета. Смешанная гиперлипидемия.",
  ),
  protocol(
    "kovalyov-2023-spring-blood",
    "75",
    [7.9, 7.3, 5.4, 3.2, 2.2, 86, 4.5, 39],
    "Гликемия снижается, гликированный гемоглобин ближе к цели. Липиды снижаются.",
    { doneAt: organisations.tveritsy },
  ),
  protocol(
    "kovalyov-2023-autumn-blood",
    "186",
    [6.8, 6.7, 4.6, 2.6, 1.8, 88, 4.6, 35],
    "Гликированный гемоглобин в пределах индивидуальной цели (ниже 7 %).",
  ),
  protocol(
    spring2024,
    "186",
    [7.2, 6.9, 4.5, 2.5, 1.7, 191, 4.6, 33],
    "Гликированный гемоглобин в пределах цели. Креатинин резко повышен: рекомендовано повторить.",
  ),
  protocol(
    spring2024,
    "186",
    [7.2, 6.9, 4.5, 2.5, 1.7, 91, 4.6, 33],
    "Гликированный гемоглобин в пределах цели. Креатинин в норме.",
    {
      version: 2,
      day: "2024-04-19",
      mended:
        "при вводе результата допущена опечатка. Креатинин: было 191 мкмоль/л, верно 91 мкмоль/л (журнал анализатора проверен). Остальные показатели прежние.",
    },
  ),
  protocol(
    "kovalyov-2024-autumn-blood",
    "186",
    [8.6, 7.8, 4.9, 2.9, 2.0, 95, 4.7, 36],
    "Гликемия выше цели. Рекомендована консультация эндокринолога.",
  ),
  protocol(
    "kovalyov-2025-spring-blood",
    "186",
    [9.1, 8.2, 5.3, 3.1, 2.3, 108, 4.9, 40],
    "Декомпенсация углеводного обмена. Креатинин незначительно повышен.",
  ),
  protocol(
    "kovalyov-2025-autumn-blood",
    "186",
    [7.0, 7.1, 4.4, 2.4, 1.6, 104, 4.8, 34],
    "После изменения лечения гликированный гемоглобин снизился с 8,2 до 7,1 %.",
  ),
  protocol(
    "kovalyov-2026-spring-blood",
    "186",
    [6.4, 6.6, 4.1, 2.1, 1.5, 101, 4.7, 31],
    "Целевые значения достигнуты. Глюкоза натощак незначительно выше нормы.",
  ),
  protocol(
    "kovalyov-2026-autumn-blood",
    "186",
    [5.9, 6.4, 3.9, 1.8, 1.4, 99, 4.6, 29],
    "Глюкоза натощак впервые за четыре года в пределах нормы. Целевые значения удерживаются.",
  ),
];
