/** Official names of all the codes that demo documents use, by short OID of the dictionary and code. */
import { formCodes } from "./official-form-codes.ts";
import { medicalCodes } from "./official-medical-codes.ts";

export const officialCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...medicalCodes,
  ...formCodes,
};
