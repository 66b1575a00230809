/** Nothing that was signed is lost: every text, name and value of every sample is found again in the rendered text, in its own section. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { sayTime } from "../../src/cda/say-time.ts";
import { renderText } from "../../src/cda/text.ts";
import { timeParts } from "../../src/cda/time.ts";
import type { XmlElement } from "../../src/cda/tree.ts";
import { attribute, child, childrenOf, pathOf } from "../../src/cda/walk.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const skip = unlessShared("semd");

interface Atom {
  readonly at: XmlElement;
  readonly text: string;
  readonly kind: "text" | "name" | "value";
}

function* atomsOf(element: XmlElement): Generator<Atom> {
  if (attribute(element, "representation") === "B64") return; // a file, not words
  for (const { name, value } of element.attributes) {
    if (value.trim() === "") continue;
    // Field 7006, «Текстовое описание», is the narrative once more: its value is looked for, its name says nothing.
    if (name === "displayName" && attribute(element, "code") === "7006") continue;
    if (name === "displayName") yield { at: element, text: value, kind: "name" };
    // A reference is a pointer into the narrative, not a word of it.
    if (name === "value" && element.name !== "reference") yield { at: element, text: value, kind: "value" };
  }
  for (const node of element.children) {
    if (typeof node !== "string") yield* atomsOf(node);
    else if (node.trim() !== "") yield { at: element, text: node, kind: "text" };
  }
}

const normal = (text: string) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<=\d)\.(?=\d)/g, ",") // 12.7 of an attribute is said as 12,7
    .replace(/(?<=\d)\u00a0(?=\d{3})/g, "") // and 150000 as 150 000
    .replace(/[.,:;](?!\d)|[→•—–]/g, " ") // words are kept; how they are parted, a table may show by its cells
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

function isIn({ at, text, kind }: Atom, rendered: string): boolean {
  if (rendered.includes(normal(text))) return true;
  if (kind !== "value") return false;
  if (text === "true" || text === "false") return rendered.includes(text === "true" ? "да" : "нет");
  if (at.name === "telecom")
    return (
      rendered.replace(/\D/g, "").includes(text.replace(/\D/g, "")) ||
      rendered.includes(normal(text.replace(/^\w+:/, "")))
    );
  const time = text.length >= 8 ? timeParts(text) : null;
  if (time?.day == null || time.month === null) return false;
  // In words, or as the narrative writes it; the hour beside it or elsewhere in the section (spans share a date).
  const [day = "", clock] = sayTime(text).split(", ");
  const two = (part: number) => String(part).padStart(2, "0");
  const dated = rendered.includes(day) || rendered.includes(`${two(time.day)},${two(time.month)},${time.year}`);
  return dated && (clock === undefined || rendered.includes(clock));
}

test("every text, name and value is found again", { skip }, (t) => {
  let all = 0;
  for (const file of sharedFiles("semd", [".xml"])) {
    if (/SMSV2\.xml|no-namespace/.test(file)) continue;
    const document = readDocument(sharedFile("semd", file));
    const readable = makeReadable(document);
    // Section by section, so that a word cannot be found where it does not belong; the head in the head and in `about`.
    const bodies = childrenOf(child(document.root, "component", "structuredBody"), "component");
    const only = (sections: typeof readable.sections) =>
      normal(renderText({ ...readable, summary: [], header: [], sections }));
    const missing: string[] = [];
    const look = (atoms: Iterable<Atom>, rendered: string) => {
      for (const atom of atoms) {
        all += 1;
        if (!isIn(atom, rendered)) missing.push(`${pathOf(atom.at)}: ${atom.text.trim().slice(0, 80)}`);
      }
    };
    for (const [i, body] of bodies.entries()) look(atomsOf(body), only(readable.sections.slice(i, i + 1)));
    const head = normal(renderText({ ...readable, summary: [], sections: readable.sections.slice(-1) }));
    for (const part of childrenOfHeader(document.root)) look(atomsOf(part), head);
    assert.deepEqual(missing, [], file);
  }
  t.diagnostic(`${all} texts, names and values, all found`);
  assert.ok(all > 5_000);
});

function childrenOfHeader(root: XmlElement): readonly XmlElement[] {
  return root.children.filter((node): node is XmlElement => typeof node !== "string" && node.name !== "component");
}
