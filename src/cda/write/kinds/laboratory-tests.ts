/** Laboratory tests: codes of ФСЛИ (…11.1080), plain names, units (…11.1358) and an adult's norms. */

/** Bounds of the norm; a missing one means that there is none on that side. */
export interface Norm {
  readonly low?: number;
  readonly high?: number;
}

export interface LabTest extends Norm {
  readonly code: string;
  readonly plain: string;
  readonly unit: string;
  /** The official name of the code, where the table of the writer does not know it. */
  readonly name?: string;
}

export const tests = {
  glucose: { code: "1003888", plain: "Глюкоза натощак", unit: "195", low: 3.9, high: 6.1 },
  hba1c: { code: "1003847", plain: "Гликированный гемоглобин (HbA1c)", unit: "53", low: 4, high: 6 },
  cholesterol: { code: "1009463", plain: "Холестерин общий", unit: "195", low: 3, high: 5.2 },
  ldl: { code: "1009497", plain: "Холестерин ЛПНП («плохой»)", unit: "195", high: 3 },
  hdl: { code: "1009471", plain: "Холестерин ЛПВП («хороший»)", unit: "195", low: 1 },
  triglycerides: { code: "1008465", plain: "Триглицериды", unit: "195", high: 1.7 },
  creatinine: { code: "1006477", plain: "Креатинин", unit: "198", low: 62, high: 106 },
  potassium: { code: "1005495", plain: "Калий", unit: "195", low: 3.5, high: 5.1 },
  alt: { code: "1003599", plain: "Аланинаминотрансфераза (АЛТ)", unit: "134", high: 41 },
  ferritin: { code: "1009034", plain: "Ферритин", unit: "70", low: 15, high: 150 },
  tsh: { code: "1013838", plain: "Тиреотропный гормон (ТТГ)", unit: "158", low: 0.4, high: 4 },
  haemoglobin: { code: "1017128", plain: "Гемоглобин", unit: "60", low: 120, high: 140 },
  erythrocytes: { code: "1017375", plain: "Эритроциты", unit: "328", low: 3.7, high: 4.7 },
  haematocrit: { code: "1017359", plain: "Гематокрит", unit: "53", low: 36, high: 42 },
  leucocytes: { code: "1017979", plain: "Лейкоциты", unit: "322", low: 4, high: 9 },
  platelets: { code: "1017862", plain: "Тромбоциты", unit: "322", low: 180, high: 320 },
  lymphocytes: { code: "1018134", plain: "Лимфоциты", unit: "53", low: 19, high: 37 },
  neutrophils: { code: "1018290", plain: "Нейтрофилы", unit: "53", low: 47, high: 72 },
} as const satisfies Record<string, LabTest>;

export type TestName = keyof typeof tests;

export function testOf(test: TestName | LabTest): LabTest {
  return typeof test === "string" ? tests[test] : test;
}
