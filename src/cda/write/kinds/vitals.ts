/** In which unit (…11.1358) each measurement of the body (…99.2.262) is told. */
const units: Readonly<Record<string, string>> = {
  "1": "515",
  "2": "50",
  "3": "50",
  "4": "337",
  "6": "53",
  "7": "337",
  "10": "532",
  "50": "9",
  "52": "3",
  "54": "3",
  "57": "3",
  "60": "50",
};

export function unitOfVital(parameter: string): string {
  const unit = units[parameter];
  if (!unit) throw new Error(`no unit for the measurement ${parameter} here`);
  return unit;
}
