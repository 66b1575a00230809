/** The demo's world as people who can log in: its patients, and its staff, who have accounts of their own. */
import type { DemoStaff, DemoWorld } from "../people/world.ts";
import type { DemoPerson } from "./people.ts";

export function peopleOf(world: DemoWorld): readonly DemoPerson[] {
  const placeOf = new Map(world.organisations.map(({ oid, shortName }) => [oid, shortName]));
  return [
    ...world.patients.map(
      ({ login, level, snils, name, birthDate, sex, about }): DemoPerson => ({
        login,
        level,
        // A simplified account is a name and a telephone number; the state has checked no СНИЛС.
        snils: level === "simplified" ? null : snils,
        name,
        birthDate,
        sex,
        about,
        group: "patient",
      }),
    ),
    ...world.staff.map(
      (one): DemoPerson => ({
        login: one.login,
        level: "confirmed",
        snils: one.snils,
        name: one.name,
        birthDate: birthDateOf(one),
        sex: null,
        about: [one.position.name, placeOf.get(one.organisationOid ?? "")].filter(Boolean).join(", "),
        group: "staff",
      }),
    ),
  ];
}

/** The world says no birth date of its staff, and an identity needs one: 1 February of a year made of the СНИЛС. */
function birthDateOf({ snils }: DemoStaff): string {
  return `${1965 + (Number(snils.slice(5, 9)) % 30)}-02-01`;
}
