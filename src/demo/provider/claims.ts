/** What the demo's provider says of a person, in the words of ЕСИА. */
import { formatSnils, parseSnils } from "../../basics/snils.ts";
import { type DemoPerson, oidOf } from "./people.ts";

/** Which claims come with which scope of ЕСИА. */
export const claimsOfScopes = {
  // ЕСИА tells an address only to whom it allows it; a provider that is asked for nothing more may still give one.
  openid: ["sub", "urn:esia:sbj", "email", "email_verified"],
  fullname: ["lastName", "firstName", "middleName"],
  birthdate: ["birthDate"],
  gender: ["gender"],
  snils: ["snils"],
};

export function esiaClaims(person: DemoPerson): { sub: string; [claim: string]: unknown } {
  const { level, snils, name, birthDate, sex } = person;
  const oid = oidOf(person);
  const number = snils === null ? null : parseSnils(snils);
  return {
    sub: oid,
    "urn:esia:sbj": {
      "urn:esia:sbj:oid": Number(oid),
      "urn:esia:sbj:nam": `OID.${oid}`,
      "urn:esia:sbj:typ": "P",
      "urn:esia:sbj:lvl": level === "confirmed" ? "PR" : "P",
      ...(level === "confirmed" ? { "urn:esia:sbj:is_tru": true } : {}), // absent, not false, for the others
    },
    lastName: name.family,
    firstName: name.given,
    ...(name.patronymic ? { middleName: name.patronymic } : {}),
    birthDate: birthDate.split("-").reverse().join("."), // 12.03.1948
    ...(sex ? { gender: sex === "male" ? "M" : "F" } : {}),
    ...(number ? { snils: formatSnils(number) } : {}),
    ...(level === "confirmed" ? { email: `${person.login}@example.ru`, email_verified: true } : {}),
  };
}
