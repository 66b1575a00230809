/** The card of a document: what lists show cannot be turned round or hide words either. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../src/cda/read.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { cardOf } from "../../src/intake/card.ts";
import type { Kind } from "../../src/registry/kinds.ts";
import { HEADER, plain } from "../cda/minimal.ts";

const kind: Kind = {
  system: "1.2.643.5.1.13.13.11.1520",
  code: "9999",
  family: "9999",
  leaflet: null,
  name: "Документ",
  plain_ru: "Документ",
  plain_en: "Document",
  starts: null,
  ends: null,
  shown: true,
  snils_required: true,
  organisation_signature: true,
  format: "cda",
};

test("a title, a doctor and a diagnosis with turned words stand in the list as they are written", () => {
  const header = HEADER.replace(
    /<code code="227"[\s\S]*?<\/code>/,
    '<code code="9999" codeSystem="1.2.643.5.1.13.13.11.1520"/>',
  )
    .replace("Протокол консультации</title>", "Принимать \u202E05\u2066 мг\u{E0061}</title>")
    .replace(">Лесной<", ">\u2067Лес\u200Bной\u3164<");
  const bytes = plain(header);
  const cda = readDocument(bytes);
  const card = cardOf({ document: digestsOf(bytes), signatures: [], facts: cda.facts, cda }, kind, "Поликлиника");
  assert.equal(card.title, "Принимать 05 мг");
  assert.equal(card.officialTitle, "Принимать 05 мг");
  assert.equal(card.doctor, "Лесной П.");
});
