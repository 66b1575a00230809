/** `docs/leaflet.md`: every sentence of the leaflet has its row, and what a row names is there. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { doors } from "../http/door-table.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const shared = process.env.MEDKARTA_SHARED ?? fileURLToPath(new URL("../../../shared/", import.meta.url));
const leaflet = join(shared, "leaflet.ru.txt");

interface Row {
  readonly says: string;
  readonly page: string;
  readonly rule: string;
  readonly proof: string;
}

const rows: readonly Row[] = readFileSync(join(root, "docs/leaflet.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!the leaflet says|-)/.test(line))
  .map((line) => {
    const [, says = "", page = "", rule = "", proof = ""] = line
      .split(" | ")
      .join("|")
      .split("|")
      .map((cell) => cell.trim());
    return { says, page, rule, proof };
  });

/** Sentences as a person reads them; pictures and bullets are none. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^[\s•\-\u00a0]+/, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((line) => line !== "" && !/^усл\d$/.test(line))
    .flatMap((line) => line.replace("2022 г.", "2022 г").split(/(?<=[а-яё»)][.?!])\s+(?=[А-ЯЁ"«])/));
}

/** A few words are found in many sentences: such a row is that sentence alone. */
function isSaid(sentence: string, says: string): boolean {
  return says.length < 15 ? sentence.replace(/[.:]$/, "") === says : sentence.includes(says);
}

test("every sentence of the leaflet has a row, in the leaflet's own words", {
  skip: existsSync(leaflet) ? false : "no leaflet here: set MEDKARTA_SHARED",
}, () => {
  const sentences = sentencesOf(readFileSync(leaflet, "utf8"));
  assert.ok(sentences.length > 80, `${sentences.length} sentences`);
  const without = sentences.filter((sentence) => !rows.some(({ says }) => isSaid(sentence, says)));
  assert.deepEqual(without, []);
  const strange = rows.filter(({ says }) => !sentences.some((sentence) => isSaid(sentence, says)));
  assert.deepEqual(strange, [], "words that the leaflet does not say");
});

test("every page, rule and test that a row names is there; what is not yet so names no test", () => {
  for (const { says, page, rule, proof } of rows) {
    const named = (cell: string) => /^`([^`]+)`$/.exec(cell)?.[1] ?? null;
    if (page !== "—") assert.ok(Object.hasOwn(doors, named(page) ?? ""), `${says}: there is no page ${page}`);
    if (rule !== "—") assert.ok(existsSync(join(root, named(rule) ?? "none")), `${says}: there is no ${rule}`);
    if (proof.startsWith("not yet: ")) continue;
    assert.ok(page !== "—" && rule !== "—", `${says}: a test, but no page or no rule`);
    assert.ok(existsSync(join(root, named(proof) ?? "none")), `${says}: there is no ${proof}`);
  }
});

test("how much of the leaflet is true is said, and not forgotten", (t) => {
  const waiting = rows.filter(({ proof }) => proof.startsWith("not yet: "));
  t.diagnostic(`${rows.length - waiting.length} of ${rows.length} rows are true, ${waiting.length} not yet`);
  assert.ok(rows.length > 90);
});
