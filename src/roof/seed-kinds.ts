/** The kinds that the house knows from the start; administrators' later changes are kept. */
import { readFile } from "node:fs/promises";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { Database } from "../db/database.ts";
import { type Kind, KindRow } from "../registry/kinds.ts";
import { insertKind, kinds } from "../registry/store.ts";

export async function seedKinds(database: Database): Promise<Kind[]> {
  const text = await readFile(new URL("../../db/seed/kinds.json", import.meta.url), "utf8");
  const seed = Value.Parse(Type.Array(KindRow), JSON.parse(text));
  await database.transact(async (tx) => {
    await Promise.all(seed.map((kind) => insertKind(tx, kind)));
  });
  return kinds(database.sql);
}
