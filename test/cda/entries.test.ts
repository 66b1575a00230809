/** Coded entries: where there is no narrative they are the document; where there is one they add what it leaves out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asTable } from "../../src/cda/as-table.ts";
import { plainText } from "../../src/cda/flow.ts";
import type { Block, Section } from "../../src/cda/model.ts";
import { renderText } from "../../src/cda/text.ts";
import { HEADER, placeless, plain, readable, section, withBody, withSections } from "./minimal.ts";

const FIELD = 'codeSystem="1.2.643.5.1.13.13.99.2.166"';

function first(code: string, narrative: string | null, ...entries: readonly string[]): Section {
  const all = entries.map((one) => `<entry>${one}</entry>`).join("");
  const bytes = withSections(section(code, narrative).replace("</section>", `${all}</section>`));
  return readable(bytes).sections[0] as Section;
}

const factsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === "facts" || block.kind === "drug"
      ? block.items.map(({ label, runs }) => [label, plainText(runs)])
      : [],
  );

const observation = (code: string, value: string, more = "") =>
  `<observation classCode="OBS" moodCode="EVN">${code}${more}${value}</observation>`;

test("a section without a title is named in plain words, the official name beside it", () => {
  const { title, officialTitle } = first("ANAM", null);
  assert.deepEqual([title, officialTitle], ["История болезни", "Анамнез заболевания"]);
  assert.equal(first("ANAM", null).blocks[0]?.kind, "notice", "an empty section says that it is empty");
});

test("a field and its value, with its date and what is under it", () => {
  const inner = `<entryRelationship>${observation(`<code code="815" ${FIELD} displayName="Порядок установления"/>`, '<value xsi:type="CD" displayName="Повторно"/>')}</entryRelationship>`;
  const { blocks } = first(
    "DISABILITY",
    null,
    observation(
      `<code code="814" ${FIELD} displayName="Инвалидность"/>`,
      `<value xsi:type="CD" displayName="Третья группа"/>${inner}`,
      '<effectiveTime><low value="20141022"/><high nullFlavor="PINF"/></effectiveTime>',
    ),
  );
  assert.deepEqual(factsOf(blocks), [
    ["Инвалидность", "Третья группа (с 22 октября 2014, бессрочно)"],
    ["Порядок установления", "Повторно"],
  ]);
});

test("a denial, a plan and a cancellation are never read as facts", () => {
  const told = (attributes: string, inside = "") =>
    factsOf(
      first(
        "ALL",
        null,
        `<observation ${attributes}><code displayName="Аллергия" code="1"/>${inside}<value xsi:type="ST">на пенициллин</value></observation>`,
      ).blocks,
    )[0]?.[0];
  assert.equal(told('negationInd="true"'), "Аллергия (отрицается)");
  assert.equal(told('moodCode="INT"'), "Аллергия (планируется)");
  assert.equal(told("", '<statusCode code="cancelled"/>'), "Аллергия (отменено)");
  assert.equal(told('moodCode="EVN"', '<statusCode code="completed"/>'), "Аллергия");
});

test("analyses are a table: indicator, result, unit, norm, flag; the norm's own numbers are a flag too", () => {
  const result = (name: string, value: string, interpretation: string, norm = "") =>
    `<component>${observation(`<code code="1" displayName="${name}"/>`, `${value}${interpretation}${norm}`)}</component>`;
  const range =
    '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="120" unit="g/L"/><high value="150" unit="g/L"/></value></observationRange></referenceRange>';
  const pq = (value: string) => `<value xsi:type="PQ" value="${value}" unit="g/L"/>`;
  const { blocks } = first(
    "RESLAB",
    null,
    `<organizer><code><originalText>Общий анализ крови</originalText></code>
      ${result("Гемоглобин", pq("166"), '<interpretationCode code="H"/>', range)}
      ${result("Гематокрит", pq("100"), "", range)}
      ${result("Белок", pq("130"), '<interpretationCode nullFlavor="NI"/>', range)}
      ${result("Шизоциты", '<value xsi:type="ST">++</value>', '<interpretationCode code="A"/>')}
      ${result("Staphylococcus", '<value xsi:type="ST">рост</value>', '<interpretationCode code="R"/>')}
    </organizer>`,
  );
  const [results] = blocks;
  assert.ok(results?.kind === "results");
  const table = asTable(results);
  assert.equal(plainText(table.caption ?? []), "Общий анализ крови");
  assert.deepEqual(
    table.head[0]?.map(({ runs }) => plainText(runs)),
    ["Показатель", "Результат", "Единица", "Норма", "Отметка"],
  );
  assert.deepEqual(
    table.rows.map((row) => [...row.map(({ runs }) => plainText(runs)), row[1]?.flag]),
    [
      ["Гемоглобин", "166", "г/л", "120–150 г/л", "", "high"],
      ["Гематокрит", "100", "г/л", "120–150 г/л", "", "low"],
      ["Белок", "130", "г/л", "120–150 г/л", "", undefined],
      ["Шизоциты", "++", "", "", "", "abnormal"],
      ["Staphylococcus", "рост", "", "", "устойчив", undefined],
    ],
  );
});

test("a norm in another unit gives no flag: 5 mg/L is not below 120 g/L", () => {
  const range =
    '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="120" unit="g/L"/></value></observationRange></referenceRange>';
  const { blocks } = first(
    "RESLAB",
    null,
    `<organizer><component>${observation('<code displayName="Белок" code="1"/>', `<value xsi:type="PQ" value="5" unit="mg/L"/>${range}`)}</component></organizer>`,
  );
  assert.ok(blocks[0]?.kind === "results" && blocks[0].rows[0]?.flag === undefined);
});

test("a medicine says what, how much, by which way, when and under which condition", () => {
  const { blocks } = first(
    "DRUG",
    null,
    `<substanceAdministration moodCode="RQO"><code nullFlavor="NI"/>
      <effectiveTime xsi:type="IVL_TS"><low value="20250502"/><high value="20250509"/></effectiveTime>
      <effectiveTime xsi:type="PIVL_TS"><period value="12" unit="h"/></effectiveTime>
      <routeCode code="2" displayName="Пероральный"/><doseQuantity value="1"/><administrationUnitCode code="1" displayName="Таблетки"/>
      <consumable><manufacturedProduct><manufacturedMaterial><code code="21" displayName="Бендазол, 20 мг"/></manufacturedMaterial></manufacturedProduct></consumable>
      <precondition><criterion><value xsi:type="ST">после еды</value></criterion></precondition></substanceAdministration>`,
  );
  assert.deepEqual(factsOf(blocks), [
    ["Лекарство (назначено)", "Бендазол, 20 мг"],
    ["Когда", "с 2 мая 2025 по 9 мая 2025, каждые 12 ч"],
    ["Путь введения", "Пероральный"],
    ["Доза", "1 (Таблетки)"],
    ["Как принимать", "после еды"],
  ]);
});

test("who did it is named, even by an id that the header explains", () => {
  const header = HEADER.replace(
    '<id root="1.2.643.100.3" extension="08765430300"/>',
    '<id root="1.2.3.70" extension="7"/>',
  );
  const entry = observation(
    '<code code="1" displayName="Осмотр"/>',
    '<value xsi:type="ST">норма</value><performer><assignedEntity><id root="1.2.3.70" extension="7"/></assignedEntity></performer>',
  );
  const bytes = withBody(`<structuredBody>${section("RESCONS", null, entry)}</structuredBody>`, header);
  const { blocks } = readable(bytes).sections[0] as Section;
  assert.deepEqual(factsOf(blocks)[1], ["Исполнитель", "Лесной Пётр, врач-терапевт"]);
});

test("what the narrative has said is not said again; what it left out stands in a part of its own", () => {
  const both = [
    observation(`<code code="1" ${FIELD} displayName="Группа"/>`, '<value xsi:type="CD" displayName="Третья"/>'),
    observation(`<code code="2" ${FIELD} displayName="Порядок"/>`, '<value xsi:type="CD" displayName="Повторно"/>'),
  ];
  const { blocks, sections } = first("DISABILITY", "Группа: третья", ...both);
  assert.deepEqual(factsOf(blocks), []);
  assert.deepEqual(
    sections.map(({ id, title }) => [id, title]),
    [["s1-coded", "Также записано в документе"]],
  );
  assert.deepEqual(factsOf(sections[0]?.blocks ?? []), [["Порядок", "Повторно"]]);
  assert.deepEqual(first("DISABILITY", "Группа: третья. Порядок: повторно", ...both).sections, []);
});

test("when narrative and entries disagree, both are seen", () => {
  const words = JSON.stringify(
    first(
      "DGN",
      "Характер: язва",
      observation(`<code code="1" ${FIELD} displayName="Характер"/>`, '<value xsi:type="CD" displayName="узел"/>'),
    ),
  );
  assert.match(words, /язва/);
  assert.match(words, /узел/);
});

test("a statement of a kind that nobody foresaw is told all the same", () => {
  const words = renderText(
    readable(
      withSections(
        section(
          "FORM",
          null,
          '<supply><product><manufacturedProduct><manufacturedMaterial><name>Бинт</name></manufacturedMaterial></manufacturedProduct></product><quantity value="3"/><newThing><code displayName="новое"/><desc>слово</desc></newThing></supply>',
        ),
      ),
    ),
  );
  for (const word of ["Бинт", "Количество: 3", "новое", "слово"]) assert.match(words, new RegExp(word));
});

test("«Главное» gathers diagnosis, conclusion, advice and what is outside its norm", () => {
  const diagnosis = observation(
    '<code code="1" codeSystem="1.2.643.5.1.13.13.11.1077" displayName="Основное заболевание"/>',
    '<value xsi:type="CD" code="I10" codeSystem="1.2.643.5.1.13.13.11.1005" displayName="Гипертензия"/>',
  );
  const conclusion = observation(
    `<code code="806" ${FIELD} displayName="Заключение консультации"/>`,
    '<value xsi:type="ST">Без динамики</value>',
  );
  const flagged = `<organizer><component>${observation('<code displayName="Белок" code="1"/>', '<value xsi:type="PQ" value="99" unit="g/L"/><interpretationCode code="H"/>')}</component></organizer>`;
  const { summary } = readable(
    withSections(
      section("DGN", null, diagnosis) +
        section("DOCINFO", null, conclusion) +
        section("REGIME", "Стол № 10") +
        section("RESLAB", null, flagged),
    ),
  );
  assert.deepEqual(factsOf(summary), [
    ["Основное заболевание", "Гипертензия (I10)"],
    ["Заключение консультации", "Без динамики"],
    ["Рекомендации", "Стол № 10"],
  ]);
  const list = summary.find((block) => block.kind === "list");
  assert.ok(list?.kind === "list" && list.items[0]?.[0]?.kind === "paragraph");
  assert.equal(plainText(list.items[0][0].runs), "Белок: 99 г/л ▲ выше нормы");
});

test("a table of the narrative is read once: the same analyses stand by, closed, and «Главное» tells what is outside the norm", () => {
  const flagged = `<organizer><component>${observation('<code displayName="Белок" code="1"/>', '<value xsi:type="PQ" value="9.9" unit="g/L"/><interpretationCode code="H"/>')}</component></organizer>`;
  const entry = `<entry>${flagged}</entry>`;
  const table = "<table><tbody><tr><td>Белок</td><td>9,9</td></tr></tbody></table>";
  const { summary, sections } = readable(
    withSections(section("RESLAB", table).replace("</section>", `${entry}</section>`)),
  );
  assert.equal(sections[0]?.blocks.filter(({ kind }) => kind === "table").length, 1);
  assert.ok(sections[0]?.sections[0]?.blocks.some(({ kind }) => kind === "results"));
  assert.match(JSON.stringify(summary), /9,9 г\/л/);
});

test("«Текстовое описание» that the narrative has said, word for word, is not said again; one word more, and it is", () => {
  const field = (value: string) =>
    observation(
      `<code code="7006" ${FIELD} displayName="Текстовое описание"/>`,
      `<value xsi:type="ST">${value}</value>`,
    );
  const narrative = "<table><tbody><tr><td>КТ головы</td><td>без очагов</td></tr></tbody></table>";
  assert.equal(first("RESINSTR", narrative, field("КТ головы: без очагов")).sections.length, 0);
  assert.equal(first("RESINSTR", narrative, field("КТ головы: без свежих очагов")).sections.length, 1);
});

test("a long text is cut in «Главное» and leads to the whole", () => {
  const { summary, sections } = readable(withSections(section("REGIME", "слово ".repeat(200))));
  assert.ok(summary[0]?.kind === "facts");
  const runs = summary[0].items[0]?.runs ?? [];
  assert.ok(plainText(runs).length < 400);
  assert.equal(runs.at(-1)?.href, `#${sections[0]?.id}`);
});

test("titles are those of the reader: the kind, refined where the content is plain", () => {
  const title = (from: string, to: string, body = section("COMPLNTS", "нет")) =>
    readable(withBody(`<structuredBody>${body}</structuredBody>`, HEADER.replace(from, to))).title;
  assert.equal(readable(plain()).title, "Приём терапевта");
  assert.equal(title('displayName="Врач-терапевт"', 'displayName="Врач-кардиолог"'), "Приём кардиолога");
  assert.equal(title('displayName="Врач-терапевт"', 'displayName="Старший научный сотрудник"'), "Приём врача");
  assert.equal(title('translation code="13"', 'translation code="25"'), "Выписка из стационара");
  assert.equal(title('translation code="13"', 'translation code="4"'), "Направление на медико-социальную экспертизу");
  assert.equal(title('translation code="13"', 'translation code="54"'), "Справка для занятий спортом");
  const lab = (name: string) =>
    title(
      'translation code="13"',
      'translation code="18"',
      section("RESLAB", null, observation(`<code code="1" displayName="${name}"/>`, '<value xsi:type="ST">1</value>')),
    );
  assert.equal(lab("Общий анализ крови"), "Анализ крови");
  assert.equal(lab("Белок в моче"), "Анализ мочи");
  assert.equal(lab("Цитология мокроты"), "Результаты анализов");
  const study = (name: string) =>
    title(
      'translation code="13"',
      'translation code="17"',
      section(
        "RESINSTR",
        null,
        observation(`<code code="1" displayName="${name}"/>`, '<value xsi:type="ST">1</value>'),
      ),
    );
  assert.equal(study("Ультразвуковое исследование сердца"), "УЗИ");
  assert.equal(study("Компьютерная томография головы"), "КТ");
  assert.equal(study("Спирометрия"), "Результат исследования");
});

test("the head says who, where and when, in order, and leaves out what is not known", () => {
  assert.deepEqual(readable(plain()).header, [
    { label: "Пациент", value: "Берёзкина Ольга Петровна" },
    { label: "Дата рождения", value: "7 марта 1984" },
    { label: "Пол", value: "женский" },
    { label: "СНИЛС", value: "112-233-445 95" },
    { label: "Врач", value: "Лесной Пётр, врач-терапевт" },
    { label: "Организация", value: "Городская поликлиника № 1" },
    { label: "Дата документа", value: "12 ноября 2026, 14:30" },
  ]);
});

test("invisible signs that turn text round are taken out and told of; damaged ones are told of", () => {
  const turned = readable(withSections(section("REGIME", "не \u202Eьтаминирп\u202C\u200F сразу")));
  assert.doesNotMatch(JSON.stringify(turned), /[\u202A-\u202E\u2066-\u2069\u200E\u200F]/);
  assert.match(turned.warnings[0] ?? "", /направление письма/);
  const damaged = readable(withSections(section("REGIME", "доза \uFFFD мг \u0085")));
  assert.match(JSON.stringify(damaged.sections), /доза \uFFFD мг/);
  assert.match(damaged.warnings[0] ?? "", /повреждённые знаки/);
  assert.deepEqual(readable(plain()).warnings, []);
});

test("letters that look composed are composed: search finds them", () => {
  assert.match(JSON.stringify(readable(withSections(section("REGIME", "и\u0306од")))), /йод/);
});

test("a body that is no XML: text as text, PDF and pictures by their bytes, the rest in words", () => {
  const body = (attributes: string, content: string) =>
    placeless(
      readable(withBody(`<nonXMLBody><text ${attributes}>${content}</text></nonXMLBody>`)).sections[0]?.blocks ?? [],
    );
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  assert.deepEqual(body("", "Первый\n\nвторой"), [
    { kind: "paragraph", runs: [{ text: "Первый" }] },
    { kind: "paragraph", runs: [{ text: "второй" }] },
  ]);
  assert.deepEqual(body('mediaType="text/plain" representation="B64"', base64("Слова")), [
    { kind: "paragraph", runs: [{ text: "Слова" }] },
  ]);
  assert.equal(body('mediaType="application/pdf" representation="B64"', base64("%PDF-1.4 x"))[0]?.kind, "attachment");
  assert.equal(body('mediaType="text/plain" representation="B64"', base64("%PDF-1.4 x"))[0]?.kind, "attachment");
  assert.equal(body('mediaType="text/html" representation="B64"', base64("<script>"))[0]?.kind, "notice");
  assert.equal(body('mediaType="application/pdf" representation="B64"', "JVBERi0x..")[0]?.kind, "notice");
});
