/** Whom the demo's provider knows: the demo's world, and whoever was added since because a document of theirs came. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { PersonName } from "../../cda/facts.ts";

/** One invented person who can log in, without a password. */
export interface DemoPerson {
  /** What is typed into the form: letters, digits, `-`, `.`, `_`. */
  readonly login: string;
  readonly level: "simplified" | "standard" | "confirmed";
  /** 11 digits; null: a simplified account gave none. */
  readonly snils: string | null;
  readonly name: PersonName;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly sex: "male" | "female" | null;
  /** One line: who this is and what to try as them. */
  readonly about: string;
  /** Under which heading of the list. */
  readonly group: "patient" | "staff" | "added";
}

export interface PeopleBook {
  /** In the order in which they were added. */
  all(): readonly DemoPerson[];
  byLogin(login: string): DemoPerson | null;
  /** By the subject of the id_token. */
  byOid(oid: string): DemoPerson | null;
  /** Adds a person, or renews the one with that login; kept over restarts. */
  add(person: DemoPerson): Promise<void>;
}

/** ЕСИА's number of an account: ten digits, the same on every machine. */
export function oidOf({ login }: DemoPerson): string {
  const hash = createHash("sha256").update(`medkarta demo account ${login}`).digest();
  return String(1_000_000_000 + (hash.readUIntBE(0, 6) % 1_000_000_000));
}

const Kept = Type.Array(
  Type.Object({
    login: Type.String(),
    level: Type.Union([Type.Literal("simplified"), Type.Literal("standard"), Type.Literal("confirmed")]),
    snils: Type.Union([Type.String(), Type.Null()]),
    name: Type.Object({
      family: Type.String(),
      given: Type.String(),
      patronymic: Type.Union([Type.String(), Type.Null()]),
    }),
    birthDate: Type.String(),
    sex: Type.Union([Type.Literal("male"), Type.Literal("female"), Type.Null()]),
    about: Type.String(),
    group: Type.Union([Type.Literal("patient"), Type.Literal("staff"), Type.Literal("added")]),
  }),
);

/** `known`: of the demo's world. The others are in `<dataDir>/demo-people.json`. */
export async function openPeopleBook(known: readonly DemoPerson[], dataDir: string): Promise<PeopleBook> {
  const file = path.join(dataDir, "demo-people.json");
  const people = new Map(known.map((person) => [person.login, person]));
  const added = new Map<string, DemoPerson>();
  for (const person of await readKept(file)) {
    if (!people.has(person.login)) people.set(person.login, person);
    added.set(person.login, person);
  }
  let writing = Promise.resolve();

  return {
    all: () => [...people.values()],
    byLogin: (login) => people.get(login.trim().toLowerCase()) ?? null,
    byOid: (oid) => [...people.values()].find((person) => oidOf(person) === oid) ?? null,
    async add(person) {
      if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(person.login)) throw new Error("a login of the demo is a-z, 0-9, . _ -");
      people.set(person.login, person);
      added.set(person.login, person);
      // One after another, each a whole file: two additions at once must not mix.
      writing = writing.catch(() => {}).then(() => keep(file, [...added.values()]));
      await writing;
    },
  };
}

async function readKept(file: string): Promise<readonly DemoPerson[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  return Value.Parse(Kept, JSON.parse(text));
}

async function keep(file: string, people: readonly DemoPerson[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(people, null, 2), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}
