/** Four years of visits, September 2022 – November 2026: who came to whom, with what, and which documents were due. */
import { diagnosis, service } from "../../cda/write/codes/official-names.ts";
import { patientByLogin } from "./patients.ts";
import type { DemoCareRecord } from "./shapes.ts";
import { stableUuid } from "./stable-id.ts";
import { staffByLogin } from "./staff.ts";

/** A stay in hospital is written «first day/last day». Services and kinds are lists with spaces. */
type Visit = readonly [
  key: string,
  date: string,
  patient: string,
  doctor: string,
  illness: string,
  done: string,
  due: string,
];

const visits: readonly Visit[] = [
  // Sokolova: angina, a stent, then a paroxysm of atrial fibrillation.
  ["sokolova-2022-cardiologist", "2022-09-14", "sokolova", "petrov", "I20.8", "B01.015.001", "119"],
  ["sokolova-2022-blood", "2022-09-16", "sokolova", "tikhonova", "I20.8", "B03.016.004 B03.016.005", "75"],
  ["sokolova-2022-ecg", "2022-09-20", "sokolova", "osipov", "I20.8", "A05.10.006 A05.10.004", "110"],
  ["sokolova-2022-prescription", "2022-09-22", "sokolova", "petrov", "I20.8", "B01.015.002", "62"],
  [
    "sokolova-2023-hospital",
    "2023-04-17/2023-04-26",
    "sokolova",
    "gromov",
    "I20.0",
    "B01.015.006 A06.10.006 A16.12.028.003",
    "77",
  ],
  ["sokolova-2023-after", "2023-05-03", "sokolova", "petrov", "I20.8", "B01.015.002", "119 112"],
  ["sokolova-2023-blood", "2023-11-21", "sokolova", "tikhonova", "I20.8", "B03.016.004 B03.016.005", "186"],
  ["sokolova-2024-echo", "2024-05-14", "sokolova", "osipov", "I20.8", "A04.10.002", "174"],
  ["sokolova-2024-cardiologist", "2024-05-20", "sokolova", "petrov", "I20.8", "B01.015.002", "227"],
  ["sokolova-2025-checkup", "2025-06-03", "sokolova", "krylova", "Z00.0", "B04.047.004", "122"],
  ["sokolova-2025-blood", "2025-06-05", "sokolova", "tikhonova", "I20.8", "B03.016.004 B03.016.005", "186"],
  ["sokolova-2026-holter", "2026-03-12", "sokolova", "osipov", "I48.0", "A05.10.008", "224"],
  ["sokolova-2026-cardiologist", "2026-03-16", "sokolova", "petrov", "I48.0", "B01.015.002", "227 148"],
  ["sokolova-2026-follow-up", "2026-10-06", "sokolova", "krylova", "I20.8", "B04.047.003", "289"],
  ["sokolova-2026-referral", "2026-11-10", "sokolova", "petrov", "I48.0", "B01.015.002", "311"],
  ["sokolova-2026-blood", "2026-11-20", "sokolova", "tikhonova", "I48.0", "B03.016.004", "186"],
  // Kovalyov: type 2 diabetes, nine laboratory protocols.
  ["kovalyov-2022-blood", "2022-10-07", "kovalyov", "tikhonova", "E11.9", "B03.016.004 A09.05.083", "75"],
  ["kovalyov-2022-endocrinologist", "2022-10-11", "kovalyov", "nazarova", "E11.9", "B01.058.001", "119"],
  ["kovalyov-2023-spring-blood", "2023-04-12", "kovalyov", "tikhonova", "E11.9", "B03.016.004 A09.05.083", "75"],
  ["kovalyov-2023-autumn-blood", "2023-10-18", "kovalyov", "tikhonova", "E11.9", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2024-spring-blood", "2024-04-17", "kovalyov", "tikhonova", "E11.9", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2024-checkup", "2024-09-11", "kovalyov", "krylova", "Z00.0", "B04.047.004", "122"],
  ["kovalyov-2024-autumn-blood", "2024-10-16", "kovalyov", "tikhonova", "E11.9", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2025-spring-blood", "2025-04-15", "kovalyov", "tikhonova", "E11.2", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2025-endocrinologist", "2025-04-18", "kovalyov", "nazarova", "E11.2", "B01.058.002", "227 148"],
  ["kovalyov-2025-autumn-blood", "2025-10-14", "kovalyov", "tikhonova", "E11.2", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2025-eyes", "2025-10-17", "kovalyov", "shestakova", "H36.0", "B01.029.001 A03.26.018", "227 255"],
  ["kovalyov-2026-spring-blood", "2026-04-14", "kovalyov", "tikhonova", "E11.2", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2026-autumn-blood", "2026-10-13", "kovalyov", "tikhonova", "E11.2", "B03.016.004 A09.05.083", "186"],
  ["kovalyov-2026-endocrinologist", "2026-10-16", "kovalyov", "nazarova", "E11.2", "B01.058.002", "227 141"],
  // Lebedeva: first pregnancy, anaemia, birth; Timofey is her son.
  ["lebedeva-2023-first", "2023-06-27", "lebedeva", "veselova", "Z34.0", "B01.001.004", "119"],
  ["lebedeva-2023-first-scan", "2023-08-10", "lebedeva", "mayorova", "Z34.0", "A04.30.001", "110"],
  ["lebedeva-2023-second-scan", "2023-10-03", "lebedeva", "mayorova", "Z34.0", "A04.30.001", "174"],
  ["lebedeva-2023-blood", "2023-10-20", "lebedeva", "tikhonova", "O99.0", "B03.016.003", "186"],
  ["lebedeva-2023-iron", "2023-10-24", "lebedeva", "veselova", "O99.0", "B01.001.005", "148"],
  ["lebedeva-2024-birth", "2024-02-08/2024-02-12", "lebedeva", "yudina", "O80.0", "B01.001.009", "147"],
  ["lebedeva-2024-after", "2024-03-25", "lebedeva", "veselova", "Z39.2", "B01.001.002", "227"],
  ["timofey-2025-checkup", "2025-02-12", "timofey", "zhuravleva", "Z00.1", "B04.031.004", "228"],
  ["timofey-2025-bronchitis", "2025-11-18", "timofey", "zhuravleva", "J20.9", "B01.031.001", "227"],
  ["timofey-2025-blood", "2025-11-19", "timofey", "tikhonova", "J20.9", "B03.016.003", "186"],
  ["timofey-2026-checkup", "2026-02-17", "timofey", "zhuravleva", "Z00.1", "B04.031.004", "122"],
  ["timofey-2026-referral", "2026-09-15", "timofey", "zhuravleva", "L20.8", "B01.031.001", "311"],
  // Gusev: a swimmer.
  ["gusev-2022-sport", "2022-09-27", "gusev", "koltsov", "Z02.5", "B01.020.002", "83"],
  ["gusev-2023-ecg", "2023-10-03", "gusev", "ershova", "Z02.5", "A05.10.006 A05.10.004", "174"],
  ["gusev-2023-sport", "2023-10-05", "gusev", "koltsov", "Z02.5", "B01.020.002", "83"],
  ["gusev-2024-sport", "2024-10-08", "gusev", "koltsov", "Z02.5", "B01.020.002", "152"],
  ["gusev-2025-sport", "2025-11-11", "gusev", "koltsov", "Z02.5", "B01.020.002", "294"],
  ["gusev-2026-ankle", "2026-05-12", "gusev", "demidov", "S93.4", "A06.04.012", "224"],
  // Zakharova: a stroke, rehabilitation, examination of disability.
  ["zakharova-2023-brain", "2023-02-20/2023-02-20", "zakharova", "demidov", "I63.3", "A06.23.004", "110"],
  [
    "zakharova-2023-hospital",
    "2023-02-20/2023-03-10",
    "zakharova",
    "sidorenko",
    "I63.3",
    "B01.023.001 A06.23.004",
    "77",
  ],
  ["zakharova-2023-neurologist", "2023-06-15", "zakharova", "sidorenko", "I69.3", "B01.023.002", "119"],
  ["zakharova-2023-rehabilitation", "2023-09-12", "zakharova", "sidorenko", "I69.3", "B01.023.002", "177"],
  ["zakharova-2023-disability", "2023-12-05", "zakharova", "sidorenko", "I69.3", "B01.023.002", "121"],
  ["zakharova-2024-disability", "2024-11-28", "zakharova", "sidorenko", "I69.3", "B01.023.002", "121"],
  ["zakharova-2025-prescription", "2025-03-05", "zakharova", "polyakova", "I69.3", "B01.047.006", "141"],
  ["zakharova-2026-referral", "2026-02-11", "zakharova", "polyakova", "I69.3", "B01.047.006", "185"],
  // Rakhimov: glaucoma.
  ["rakhimov-2022-eyes", "2022-11-15", "rakhimov", "shestakova", "H40.1", "B01.029.001 A02.26.015", "119"],
  ["rakhimov-2022-perimetry", "2022-11-17", "rakhimov", "shestakova", "H40.1", "A02.26.005", "110"],
  ["rakhimov-2023-prescription", "2023-11-22", "rakhimov", "shestakova", "H40.1", "B01.029.002", "148"],
  ["rakhimov-2025-eyes", "2025-09-09", "rakhimov", "shestakova", "H40.1", "B01.029.002 A02.26.015", "227 141"],
  ["rakhimov-2026-referral", "2026-03-17", "rakhimov", "shestakova", "H40.1", "B01.029.002", "255"],
  ["rakhimov-2026-surgery", "2026-04-14/2026-04-17", "rakhimov", "grinev", "H40.1", "B01.029.005 A16.26.117", "235"],
  // Solovyova-Kim: migraine, a checkup, thyroid.
  ["kim-2023-therapist", "2023-05-16", "kim", "krylova", "G43.0", "B01.047.005", "119 62"],
  ["kim-2024-checkup", "2024-10-02", "kim", "krylova", "Z00.0", "B04.047.004", "122"],
  ["kim-2026-blood", "2026-09-02", "kim", "tikhonova", "E03.9", "B03.016.002", "186"],
  // Two whose accounts are not confirmed.
  ["mironov-2025-lungs", "2025-02-10", "mironov", "demidov", "J18.9", "A06.09.007", "174"],
  ["mironov-2025-therapist", "2025-02-12", "mironov", "polyakova", "J18.9", "B01.047.005", "227"],
  ["frolova-2025-gynaecologist", "2025-03-14", "frolova", "veselova", "N94.6", "B01.001.001", "227"],
  // Belyaeva: the visit of 24.09.2026 has left no document.
  ["belyaeva-2026-mammography", "2026-05-19", "belyaeva", "demidov", "Z00.0", "A06.20.004", "174"],
  ["belyaeva-2026-checkup", "2026-05-21", "belyaeva", "polyakova", "Z00.0", "B04.047.004", "122"],
  ["belyaeva-2026-gynaecologist", "2026-09-24", "belyaeva", "timofeeva", "N92.0", "B01.001.001", "227"],
];

function recordOf([key, date, patient, doctor, illness, done, due]: Visit): DemoCareRecord {
  const [from, until] = date.split("/");
  const { snils, name, position, organisationOid } = staffByLogin(doctor);
  if (!organisationOid) throw new Error(`«${doctor}» works in no organisation`);
  return {
    id: stableUuid(`visit ${key}`),
    key,
    patientSnils: patientByLogin(patient).snils,
    organisationOid,
    date: from!,
    ...(until ? { until } : {}),
    doctor: { snils, name, position },
    diagnosis: diagnosis(illness),
    services: done.split(" ").map(service),
    documentDue: due.split(" "),
  };
}

export const careRecords: readonly DemoCareRecord[] = visits
  .map(recordOf)
  .toSorted((one, other) => one.date.localeCompare(other.date));

/** The visit with this key. Unknown keys are a mistake of ours, told at once. */
export function visitByKey(key: string): DemoCareRecord {
  const found = careRecords.find((one) => one.key === key);
  if (!found) throw new Error(`no visit «${key}» in the demo`);
  return found;
}
