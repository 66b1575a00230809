/** Values in a reader's words: times, quantities, ranges, codes, stated absences. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sayTime, sayWhen } from "../../src/cda/say-time.ts";
import { sayValue } from "../../src/cda/say-value.ts";
import { readTime, timeParts } from "../../src/cda/time.ts";
import { parseTree } from "../../src/cda/tree.ts";

const element = (xml: string) =>
  parseTree(
    xml.replace(/^<([a-zA-Z]+)/, '<$1 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'),
  );
const value = (xml: string) => sayValue(element(xml));
const when = (xml: string) =>
  sayWhen(element(`<effectiveTime${xml.startsWith(" ") ? `${xml}/>` : `>${xml}</effectiveTime>`}`));

test("a time is said as precisely as it was written", () => {
  assert.equal(sayTime("2026"), "2026 год");
  assert.equal(sayTime("202611"), "ноябрь 2026");
  assert.equal(sayTime("20261112"), "12 ноября 2026");
  assert.equal(sayTime("202611121430+0300"), "12 ноября 2026, 14:30");
  assert.equal(sayTime("20261112143007+0300"), "12 ноября 2026, 14:30:07");
  assert.equal(sayTime("202605010000"), "1 мая 2026, 00:00");
});

test("what is no time is shown as it stands", () => {
  for (const literal of ["", "вчера", "20260230", "202611122500", "99999999", "2026111"])
    assert.equal(sayTime(literal), literal);
});

test("a zone changes the instant and never the date that was written", () => {
  assert.deepEqual(readTime("202611120100+0300"), {
    literal: "202611120100+0300",
    date: "2026-11-12",
    instant: "2026-11-11T22:00:00.000Z",
  });
  assert.equal(readTime("202611120100")?.instant, null);
  assert.equal(readTime("2026")?.date, "2026-01-01");
  assert.equal(readTime("20260229")?.date, undefined);
  assert.equal(readTime("20240229")?.date, "2024-02-29");
});

test("every day of the calendar is a time, and only those", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1800, max: 2200 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (y, m, d) => {
        const literal = `${y}${String(m).padStart(2, "0")}${String(d).padStart(2, "0")}`;
        const date = new Date(Date.UTC(y, m - 1, d));
        const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
        assert.equal(timeParts(literal) !== null, real, literal);
      },
    ),
  );
});

test("intervals, periods and open ends", () => {
  assert.equal(when(' value="20261112"'), "12 ноября 2026");
  assert.equal(when('<low value="20250502"/><high value="20250509"/>'), "с 2 мая 2025 по 9 мая 2025");
  assert.equal(when('<low value="202505021530+0300"/><high value="202505021545+0300"/>'), "2 мая 2025, 15:30–15:45");
  assert.equal(when('<low value="20141022"/><high nullFlavor="PINF"/>'), "с 22 октября 2014, бессрочно");
  assert.equal(when('<high value="20141022"/>'), "до 22 октября 2014");
  assert.equal(when('<period value="12" unit="h"/>'), "каждые 12 ч");
  assert.equal(when('<event code="AC"/>'), "до еды");
  assert.equal(when(' nullFlavor="UNK"'), "неизвестно");
});

test("each data type of the profile is said", () => {
  assert.equal(value('<value xsi:type="PQ" value="12.7" unit="g/dL"/>'), "12,7 г/дл");
  assert.equal(
    value('<value xsi:type="PQ" value="130" unit="mm[Hg]"><translation value="130" displayName="мм.рт.ст."/></value>'),
    "130 мм.рт.ст.",
  );
  assert.equal(
    value('<value xsi:type="PQ" value="1" unit="g/L"><translation value="100" displayName="мг/дл"/></value>'),
    "1 г/л (100 мг/дл)",
  );
  assert.equal(value('<value xsi:type="PQ" value="5" unit="furlong"/>'), "5 furlong");
  assert.equal(
    value('<value xsi:type="IVL_PQ"><low value="120" unit="г/л"/><high value="150" unit="г/л"/></value>'),
    "120–150 г/л",
  );
  assert.equal(
    value('<value xsi:type="IVL_PQ"><high value="5" unit="г/л" inclusive="false"/></value>'),
    "меньше 5 г/л",
  );
  assert.equal(
    value('<value xsi:type="IVL_PQ"><low value="1" unit="г/л"/><high value="5" unit="мг/л"/></value>'),
    "1 г/л – 5 мг/л",
  );
  assert.equal(
    value(
      '<value xsi:type="RTO"><numerator xsi:type="INT" value="1"/><denominator xsi:type="INT" value="128"/></value>',
    ),
    "1 : 128",
  );
  assert.equal(value('<value xsi:type="INT" value="3"/>'), "3");
  assert.equal(value('<value xsi:type="BL" value="true"/>'), "да");
  assert.equal(value('<value xsi:type="BL" value="false"/>'), "нет");
  assert.equal(value('<value xsi:type="TS" value="20261112"/>'), "12 ноября 2026");
  assert.equal(value('<value xsi:type="ST">  два\n слова </value>'), "два слова");
  assert.equal(
    value('<value xsi:type="CD" code="I10" codeSystem="1.2.643.5.1.13.13.11.1005" displayName="Гипертензия"/>'),
    "I10 Гипертензия",
  );
  assert.equal(
    value('<value xsi:type="CD" code="7" displayName="Кровь"><originalText>кровь из вены</originalText></value>'),
    "Кровь (кровь из вены)",
  );
  assert.equal(value('<value xsi:type="CD" code="7"/>'), "7");
});

test("a stated absence is said, an empty element is not", () => {
  assert.equal(value('<value xsi:type="CD" nullFlavor="NI"/>'), "не указано");
  assert.equal(value('<value xsi:type="PQ" nullFlavor="UNK"/>'), "неизвестно");
  assert.equal(value('<value xsi:type="ST" nullFlavor="NASK"/>'), "не спрашивали");
  assert.equal(value('<value xsi:type="ST"/>'), null);
});

test("a type that nobody foresaw is said by what it carries", () => {
  assert.equal(value('<value xsi:type="XYZ" displayName="имя"/>'), "имя");
  assert.equal(value("<value>слова</value>"), "слова");
  assert.equal(value('<value value="2,5"/>'), "2,5");
});
