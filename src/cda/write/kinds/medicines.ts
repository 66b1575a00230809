/** Medicines: nodes of ЕСКЛП (dictionary …99.2.611), how a recipe names them in Latin and in plain words. */

export interface Medicine {
  /** СМНН code. */
  readonly code: string;
  /** «ИНН, form, dose|unit», as official examples write it. */
  readonly name: string;
  readonly latin: string;
  readonly plain: string;
  /** Dictionary …11.1468; null where the dictionary we have names no such way. */
  readonly route: string | null;
  /** Unit in which it is counted: name and ОКЕИ code, as the node of ЕСКЛП says. */
  readonly unit: { readonly code: string; readonly name: string };
}

const tablet = { code: "796", name: "шт. (таблетка)" };
const millilitre = { code: "111", name: "мл" };
const byMouth = "2";

export const medicines = {
  bisoprolol: {
    code: "21.20.10.146-000001-1-00045-0000000000000",
    name: "Бисопролол, таблетки, покрытые оболочкой, 2.5 мг|шт. (таблетка)",
    latin: "Tab. Bisoprololi 0,0025",
    plain: "Бисопролол, таблетки 2,5 мг",
    route: byMouth,
    unit: tablet,
  },
  atorvastatin: {
    code: "21.20.10.149-000001-1-00057-0000000000000",
    name: "Аторвастатин, таблетки, покрытые оболочкой, 40 мг|шт. (таблетка)",
    latin: "Tab. Atorvastatini 0,04",
    plain: "Аторвастатин, таблетки 40 мг",
    route: byMouth,
    unit: tablet,
  },
  aspirin: {
    code: "21.20.10.131-000004-1-00077-0000000000000",
    name: "Ацетилсалициловая кислота, таблетки, покрытые оболочкой, 75 мг|шт. (таблетка)",
    latin: "Tab. Acidi acetylsalicylici 0,075",
    plain: "Ацетилсалициловая кислота, таблетки 75 мг",
    route: byMouth,
    unit: tablet,
  },
  clopidogrel: {
    code: "21.20.10.131-000001-1-00020-0000000000000",
    name: "Клопидогрел, таблетки, покрытые оболочкой, 75 мг|шт. (таблетка)",
    latin: "Tab. Clopidogreli 0,075",
    plain: "Клопидогрел, таблетки 75 мг",
    route: byMouth,
    unit: tablet,
  },
  apixaban: {
    code: "21.20.10.131-000020-1-00066-0000000000000",
    name: "Апиксабан, таблетки, покрытые оболочкой, 5 мг|шт. (таблетка)",
    latin: "Tab. Apixabani 0,005",
    plain: "Апиксабан, таблетки 5 мг",
    route: byMouth,
    unit: tablet,
  },
  empagliflozin: {
    code: "21.20.10.119-000021-1-00096-0000000000000",
    name: "Эмпаглифлозин, таблетки, покрытые оболочкой, 10 мг|шт. (таблетка)",
    latin: "Tab. Empagliflozini 0,01",
    plain: "Эмпаглифлозин, таблетки 10 мг",
    route: byMouth,
    unit: tablet,
  },
  metformin: {
    code: "21.20.10.119-000001-1-00096-0000000000000",
    name: "Метформин, таблетки, покрытые оболочкой, 1000 мг|шт. (таблетка)",
    latin: "Tab. Metformini 1,0",
    plain: "Метформин, таблетки 1000 мг",
    route: byMouth,
    unit: tablet,
  },
  iron: {
    code: "21.20.10.133-000011-1-00007-0000000000000",
    name: "Железа сульфат+аскорбиновая кислота, таблетки, покрытые оболочкой, 100 мг+60 мг|шт. (таблетка)",
    latin: "Tab. Ferri sulfatis 0,1 + Acidi ascorbinici 0,06",
    plain: "Железа сульфат 100 мг + аскорбиновая кислота 60 мг, таблетки",
    route: byMouth,
    unit: tablet,
  },
  sumatriptan: {
    code: "21.20.10.232-000017-1-00168-0000000000000",
    name: "Суматриптан, таблетки, покрытые оболочкой, 50 мг|шт. (таблетка)",
    latin: "Tab. Sumatriptani 0,05",
    plain: "Суматриптан, таблетки 50 мг",
    route: byMouth,
    unit: tablet,
  },
  latanoprost: {
    code: "21.20.10.261-000007-1-00068-0000000000000",
    name: "Латанопрост, капли глазные, 0.05 мг/мл|мл",
    latin: "Gutt. ophthalm. Latanoprosti 0,005 % — 2,5 ml",
    plain: "Латанопрост, капли глазные 0,005 %, 2,5 мл",
    route: null,
    unit: millilitre,
  },
} as const satisfies Record<string, Medicine>;

export type MedicineName = keyof typeof medicines;

export function medicineOf(medicine: MedicineName | Medicine): Medicine {
  return typeof medicine === "string" ? medicines[medicine] : medicine;
}
