/** Documents of a wanted size for the bench of rendering: the demo's own, grown by their own sections; and an official one, where it is. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";

export interface BenchDocument {
  readonly name: string;
  /** The n-th of many that are alike in all but their words: a typesetter that has seen one has not seen the next. */
  nth(n: number): Uint8Array;
}

const SHARED = process.env["MEDKARTA_SHARED"] ?? fileURLToPath(new URL("../../../shared/", import.meta.url));
const OFFICIAL = "minzdrav-290-consultation-red7-level3.xml";

export function benchDocuments(): readonly BenchDocument[] {
  const path = join(SHARED, "data", "semd", OFFICIAL);
  return [grown(20_000), grown(116_000), ...(existsSync(path) ? [alike(OFFICIAL, readFileSync(path, "utf8"))] : [])];
}

/** The largest demo document that is small enough, with its sections told again, narrative and entries, until it is as long as wanted. */
function grown(wanted: number): BenchDocument {
  const [base] = demoDocuments()
    .filter(({ bytes }) => bytes.length <= wanted)
    .sort((a, b) => b.bytes.length - a.bytes.length || a.localUid.localeCompare(b.localUid));
  if (!base) throw new Error(`no demo document is under ${wanted} bytes`);
  const text = Buffer.from(base.bytes).toString();
  const end = text.lastIndexOf("</structuredBody>");
  // Of sections in sections, those that are whole: the pattern ends at the first end it meets.
  const sections = (text.match(SECTION) ?? []).filter((one) => one.lastIndexOf("<section") === one.indexOf("<section"));
  let more = "";
  let length = base.bytes.length;
  for (let i = 0; sections.length > 0; i++) {
    const section = sections[i % sections.length] ?? "";
    const longer = length + Buffer.byteLength(section);
    if (longer > wanted * 1.03) break;
    length = longer;
    more += section;
  }
  return alike(
    `demo, kind ${base.kind}, grown to ${Math.round(length / 1000)} KB`,
    text.slice(0, end) + more + text.slice(end),
  );
}

const VOWELS = "аеиоуыэюя";
const CONSONANTS = "бвгджзклмнпрстфхцчш";

/** Vowels become other vowels, consonants other consonants: words as long as before, and new. Markup and codes have none of these letters. */
function alike(name: string, text: string): BenchDocument {
  const turned = (letters: string, letter: string, by: number) =>
    letters[(letters.indexOf(letter) + by) % letters.length];
  return {
    name,
    nth: (n) =>
      Buffer.from(
        text.replace(/[аеиоуыэюябвгджзклмнпрстфхцчш]/g, (letter) =>
          VOWELS.includes(letter)
            ? (turned(VOWELS, letter, Math.floor(n / CONSONANTS.length) % VOWELS.length) ?? letter)
            : (turned(CONSONANTS, letter, n % CONSONANTS.length) ?? letter),
        ),
      ),
  };
}

const SECTION = /<component>\s*<section[\s\S]*?<\/section>\s*<\/component>/g;
