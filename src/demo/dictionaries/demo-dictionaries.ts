/** Small parts of five dictionaries, so that doctors of the demo find codes by words without a download. */
import { diagnoses, services } from "../../cda/write/codes/official-names.ts";
import { posts } from "../../cda/write/codes/official-posts.ts";
import { dictionaryOf, nameOf } from "../../cda/write/dictionaries.ts";
import { tests } from "../../cda/write/kinds/laboratory-tests.ts";
import { medicines } from "../../cda/write/kinds/medicines.ts";
import type { ReadDictionary } from "../../registry/dictionaries/dictionaries.ts";
import { moreDiagnoses } from "./diagnoses.ts";
import { moreServices } from "./services.ts";

type Pair = readonly [code: string, name: string];

function partOf(dictionary: Parameters<typeof dictionaryOf>[0], pairs: readonly Pair[]): ReadDictionary {
  const { system, version, title } = dictionaryOf(dictionary);
  const entries = pairs.map(([code, name]) => ({ code, name, parent: null }));
  // Another version than the ministry's: whoever imports the whole dictionary gets the whole dictionary.
  return { system, version: `${version}-demo`, title, entries };
}

function listed(text: string): Pair[] {
  const lines = text.trim().split("\n");
  return lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]);
}

export function demoDictionaries(): readonly ReadDictionary[] {
  return [
    partOf("11.1002", Object.entries(posts)),
    partOf("11.1005", [...Object.entries(diagnoses), ...listed(moreDiagnoses)]),
    partOf("11.1070", [...Object.entries(services), ...listed(moreServices)]),
    partOf(
      "11.1080",
      Object.values(tests).map(({ code }): Pair => [code, nameOf("11.1080", code)]),
    ),
    partOf(
      "99.2.611",
      Object.values(medicines).map(({ code, name }): Pair => [code, name]),
    ),
  ];
}
