/** Documents from abroad: a doctor can read them, in their own language and whole; the registry does not take them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { renderHtml } from "../../src/cda/html.tsx";
import { readForPeople } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { renderText } from "../../src/cda/text.ts";
import { parseTree, type XmlElement } from "../../src/cda/tree.ts";
import { descendants, elements, isHl7 } from "../../src/cda/walk.ts";
import { assertAnchored, assertInert } from "./inert.ts";
import { plain, refusalOf } from "./minimal.ts";
import { sharedFile, sharedFiles, unlessShared } from "./shared.ts";

const skip = unlessShared("ccda");
const files = sharedFiles("ccda", [".xml", ".ccd"]).filter((name) => !name.includes("Patient_Demographic"));

for (const name of files) {
  test(`${name} is shown with all that its narrative says, and can do nothing`, { skip }, () => {
    const document = readForPeople(sharedFile("ccda", name));
    assert.equal(document.foreign, true);
    const readable = makeReadable(document);
    assert.match(readable.warnings.join(), /не по российскому образцу/);
    const html = renderHtml(readable);
    assertInert(html);
    assertAnchored(html);
    const said = squeezed(renderText(readable));
    const lost = wordsOf(document.root).filter((words) => !said.includes(squeezed(words)));
    assert.deepEqual(lost, []);
  });
}

test("the words of a foreign document are marked with its language, ours with ours", { skip }, () => {
  const html = renderHtml(makeReadable(readForPeople(sharedFile("ccda", files[0] ?? assert.fail("no file")))));
  const [article] = elements(parseTree(`<x>${html}</x>`));
  const lang = (element: XmlElement) => element.attributes.find((one) => one.name === "lang")?.value;
  assert.equal(article && lang(article), "ru");
  const marked = [...descendants(article ?? assert.fail("no article"))].filter((one) => lang(one) === "en-US");
  assert.ok(marked.some(({ name }) => name === "h2") && marked.some(({ name }) => name === "div"));
});

test("a Russian document is read by the same way with every demand upon it, and what is no CDA stays refused", {
  skip,
}, () => {
  assert.equal(readForPeople(plain()).foreign, undefined);
  const broken = Buffer.from(plain().toString("utf8").replace('<versionNumber value="1"/>', ""));
  assert.equal(refusalOf(broken, readForPeople).faults[0]?.code, "VERSION_NUMBER");
  const other = sharedFile("ccda", "C-CDA-Examples__Patient_Demographic_Information_C-CDA2.1_.xml");
  assert.equal(refusalOf(other, readForPeople).code, "NOT_CLINICAL_DOCUMENT");
});

/** Every text node of every narrative. */
function wordsOf(root: XmlElement): readonly string[] {
  const narratives = [...descendants(root)].filter((one) => isHl7(one, "text") && one.parent?.name === "section");
  return narratives
    .flatMap((text) => [...descendants(text)])
    .filter(({ name }) => name !== "footnoteRef")
    .flatMap(({ children }) => children.filter((node) => typeof node === "string" && node.trim() !== "") as string[]);
}

function squeezed(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u00ad\u200b\u200e\u200f\ufeff]+/g, "");
}
