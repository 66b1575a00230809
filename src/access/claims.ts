/**
 * What ЕСИА says of a person, parsed: its id_token in, a proved value out. The one file that knows ЕСИА's names.
 *
 * `urn:esia:sbj` says who the account is and how far it was proved; `:is_tru` is there only when it is confirmed.
 * The other claims are those of its person resource (`rs/prns/{oid}`): lastName, birthDate as 12.03.1948 and so on.
 */
import { Type } from "@sinclair/typebox";
import { TypeCompiler } from "@sinclair/typebox/compiler";
import { Refusal } from "../basics/refusal.ts";
import { isNobody, parseSnils, type Snils } from "../basics/snils.ts";
import type { PersonName } from "../cda/facts.ts";

interface Said {
  readonly name: PersonName;
  readonly sex: "male" | "female" | null;
  /** Only one that the provider has verified; there when it gives one. */
  readonly email?: string;
}

export interface ConfirmedClaims extends Said {
  readonly level: "confirmed";
  readonly snils: Snils;
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

interface UnconfirmedClaims extends Said {
  readonly level: "simplified" | "standard";
  readonly snils: Snils | null;
  readonly birthDate: string | null;
}

export type LoginClaims = ConfirmedClaims | UnconfirmedClaims;

const Text = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });

const EsiaClaims = TypeCompiler.Compile(
  Type.Object({
    "urn:esia:sbj": Type.Object({
      "urn:esia:sbj:oid": Type.Union([Type.Integer(), Text]),
      "urn:esia:sbj:typ": Type.Literal("P"), // P: a person, not an organisation's own account
      "urn:esia:sbj:is_tru": Type.Optional(Type.Boolean()),
      "urn:esia:sbj:lvl": Type.Optional(Type.String()),
    }),
    lastName: Text,
    firstName: Text,
    middleName: Type.Optional(Type.String({ maxLength: 200 })),
    birthDate: Type.Optional(Type.String()),
    gender: Type.Optional(Type.Union([Type.Literal("M"), Type.Literal("F")])),
    snils: Type.Optional(Type.String()),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    email_verified: Type.Optional(Type.Boolean()),
  }),
);

/** Throws a Refusal `LOGIN_CLAIMS` when a claim is missing or misshapen. */
export function readClaims(claims: unknown): LoginClaims {
  if (!EsiaClaims.Check(claims)) throw refused();
  const about = claims["urn:esia:sbj"];
  const name: PersonName = {
    family: claims.lastName.trim(),
    given: claims.firstName.trim(),
    patronymic: claims.middleName?.trim() || null,
  };
  const sex = claims.gender === undefined ? null : claims.gender === "M" ? "male" : "female";
  const email = claims.email_verified === true && claims.email ? { email: claims.email } : {};
  const snils = claims.snils === undefined ? null : readSnils(claims.snils);
  const birthDate = claims.birthDate === undefined ? null : readDate(claims.birthDate);

  // Both signs must agree. KD is a child's account: its parent answers for it, by itself it opens nothing here.
  if (about["urn:esia:sbj:is_tru"] === true && about["urn:esia:sbj:lvl"] === "PR") {
    if (!snils || !birthDate) throw refused();
    return { level: "confirmed", name, sex, snils, birthDate, ...email };
  }
  // An unconfirmed account is level P either way; a standard one is that whose СНИЛС the state has checked.
  return { level: snils ? "standard" : "simplified", name, sex, snils, birthDate, ...email };
}

function readSnils(text: string): Snils {
  const snils = parseSnils(text);
  if (!snils || isNobody(snils)) throw refused();
  return snils;
}

/** 12.03.1948 (ЕСИА) or 1948-03-12 → 1948-03-12; a day that is in no calendar is refused. */
function readDate(text: string): string {
  const iso = text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, "$3-$2-$1");
  const day = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso) throw refused();
  return iso;
}

function refused(): Refusal {
  return new Refusal("unauthenticated", "LOGIN_CLAIMS", {
    ru: "Служба входа передала неполные данные о вас. Проверьте в её профиле ФИО, дату рождения и СНИЛС.",
    en: "The sign-in service sent incomplete data about you. Check your name, birth date and SNILS in its profile.",
  });
}
