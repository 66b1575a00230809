/** Hostile documents: each gets what its manifest expects, within two seconds, and what may be shown cannot act. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { renderHtml } from "../../src/cda/html.tsx";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { renderText } from "../../src/cda/text.ts";
import { attackBytes, grafted } from "./hostile-documents.ts";
import { assertAnchored, assertInert } from "./inert.ts";
import { HEADER, readable, refusalOf, section, withBody, withSections } from "./minimal.ts";
import { sharedFiles, unlessShared } from "./shared.ts";

const skip = unlessShared("attack");

/** What the manifest means for reading. Those with a body to show are refused here for want of a patient, and shown below. */
const EXPECTED: Readonly<Record<string, string>> = {
  "control-char.xml": "CONTROL_CHARACTER",
  "deep-nesting-20k.xml": "TOO_DEEP",
  "dtd-empty.xml": "DOCTYPE_FORBIDDEN",
  "dtd-external-subset.xml": "DOCTYPE_FORBIDDEN",
  "dup-attribute.xml": "NOT_WELL_FORMED",
  "huge-text-4MB.xml.gz": "PATIENT_OCCURRENCE_MISMATCH",
  "invalid-utf8.xml": "NOT_UTF8",
  "narr-linkhtml-js.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "narr-rendermm-external.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "narr-script.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "narr-stylecode-breakout.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "nonxml-html.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "nonxml-reference-js.xml": "BODY_BY_REFERENCE",
  "quadratic-blowup.xml": "DOCTYPE_FORBIDDEN",
  "trailing-garbage.xml": "CONTROL_CHARACTER",
  "two-patients.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "utf16-declared-utf8.xml": "NOT_UTF8",
  "windows1251-decl.xml": "NOT_UTF8",
  "xinclude.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "xml-stylesheet-pi.xml": "PATIENT_OCCURRENCE_MISMATCH",
  "xxe-file.xml": "DOCTYPE_FORBIDDEN",
  "xxe-http-loopback.xml": "DOCTYPE_FORBIDDEN",
};

const files = sharedFiles("attack", [".xml", ".xml.gz"]);

/** Processor time, so that a busy machine neither hides a hang nor invents one. */
function assertQuick(started: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < 2_000_000, `within two seconds of processor time, it took ${(user + system) / 1000} ms`);
}

test("every hostile file is known to this test", { skip }, () => {
  assert.deepEqual(files, Object.keys(EXPECTED).sort());
});

for (const name of files) {
  test(`${name} is refused as ${EXPECTED[name]}, at once`, { skip }, () => {
    const started = process.cpuUsage();
    const refusal = refusalOf(attackBytes(name));
    assertQuick(started);
    assert.ok(
      refusal.faults.some(({ code }) => code === EXPECTED[name]),
      refusal.message,
    );
    assert.ok(refusal.faults.every(({ line, hint }) => (line ?? 0) >= 1 && hint !== undefined));
  });
}

for (const name of files.filter((one) => /^(narr|nonxml-html|xinclude|huge-text)/.test(one))) {
  test(`${name} under a good header is shown, and nothing in it acts`, { skip }, () => {
    const started = process.cpuUsage();
    const html = renderHtml(readable(grafted(attackBytes(name))));
    assertQuick(started);
    assertInert(html);
    assertAnchored(html);
    assert.doesNotMatch(html, /127\.0\.0\.1|javascript:|onerror|onmouseover|hostname/i);
  });
}

test("the words of hostile narrative are shown as words", { skip }, () => {
  const text = (name: string) => renderText(readable(grafted(attackBytes(name))));
  assert.match(text("narr-script.xml"), /document\.title="XSS"/);
  assert.match(text("narr-linkhtml-js.xml"), /click\s*2\s*3/);
  assert.match(text("narr-rendermm-external.xml"), /отсутствует|вне документа/);
  assert.match(text("nonxml-html.xml"), /Вложение такого вида \(text\/html\) не показывается/);
});

test("a style sheet instruction is legal in signed bytes, and is nothing to us", { skip }, () => {
  const instruction = '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/evil.xsl"?>';
  const bytes = withSections(section("COMPLNTS", "Жалоб нет")).toString("utf8").replace("?>", `?>${instruction}`);
  const html = renderHtml(makeReadable(readDocument(Buffer.from(bytes))));
  assert.doesNotMatch(html, /evil/);
});

test("breakouts through every place that a value can come from end as text", () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u0027 onmouseover=\u0027x';
  const attribute = evil.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const text = evil.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const entry = `<observation><id root="1" extension="${attribute}"/><code code="${attribute}" codeSystem="${attribute}" codeSystemName="${attribute}" displayName="${attribute}"/>
    <text>${text}</text><effectiveTime value="${attribute}"/><value xsi:type="PQ" value="${attribute}" unit="${attribute}"/>
    <performer><assignedEntity><telecom value="${attribute}"/><assignedPerson><name><family>${text}</family></name></assignedPerson></assignedEntity></performer></observation>`;
  const narrative = `<table ID="${attribute}" border="${attribute}"><caption styleCode="${attribute}">${text}</caption><tbody><tr onclick="${attribute}"><td colspan="${attribute}" style="${attribute}">${text}</td></tr></tbody></table>
    <list listType="${attribute}"><item>${text}</item></list><content styleCode="${attribute}" revised="${attribute}">${text}</content>
    <linkHtml href="${attribute}">${text}</linkHtml><linkHtml href="https://x.test/${attribute}">l</linkHtml><linkHtml href="https://u:p@x.test/">l</linkHtml>
    <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg><iframe src="https://x.test/"/>`;
  const header = HEADER.replace("Городская поликлиника № 1", text)
    .replace("Протокол консультации</title>", `${text}</title>`)
    .replace('languageCode code="ru-RU"', `languageCode code="${attribute}"`);
  const bytes = withBody(
    `<structuredBody>${section(attribute, narrative, entry)}${section("ALL", null, entry)}</structuredBody>`,
    header,
  );
  const html = renderHtml(makeReadable(readDocument(bytes)));
  assertInert(html);
  assertAnchored(html);
});

test("a pile of references to one picture is one picture", () => {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const media = `<observationMedia ID="M"><value mediaType="image/png" representation="B64">${png}</value></observationMedia>`;
  const html = renderHtml(
    readable(withSections(section("RESINSTR", '<renderMultiMedia referencedObject="M"/>'.repeat(1_000), media))),
  );
  assertInert(html);
  assert.equal(html.split("<img").length - 1, 1);
});
