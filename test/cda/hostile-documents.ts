/** Hostile documents by name, those of the shared folder under a good header and ours: for the tests that show them to a reader. */
import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { HEADER, section, withBody } from "./minimal.ts";
import { sharedFile, sharedFiles } from "./shared.ts";

export interface HostileDocument {
  readonly bytes: Buffer;
  /** What the page must say or still show; the reader is not left to wonder. */
  readonly told: readonly RegExp[];
}

/** A door of this machine where nobody may knock (discard, port 9). */
const DOOR = "//127.0.0.1:9";
/** Everything at once by which a script could be noticed. */
const ACT = `globalThis.acted=1;document.title='XSS';alert(1);fetch('${DOOR}/')`;
const IMG = `<img src=x onerror="${ACT}">`;

/** A hostile body under a header that passes: what if it had come from a real hospital? */
export function grafted(bytes: Uint8Array): Buffer {
  const body = /<component>([\s\S]*)<\/component>/.exec(Buffer.from(bytes).toString("utf8"))?.[1] ?? assert.fail();
  const header = HEADER.replace("<ClinicalDocument ", '<ClinicalDocument xmlns:xi="http://www.w3.org/2001/XInclude" ');
  return withBody(body, header);
}

export function attackBytes(name: string): Buffer {
  const bytes = sharedFile("attack", name);
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** Written as words, in every place where a document may have words: what a second parsing would make of them is HTML's affair. */
const WORDS: Readonly<Record<string, string>> = {
  noscript: `<noscript><p title="</noscript>${IMG}">`,
  "svg-style": `<svg></p><style><a id="</style>${IMG}">`,
  "math-mglyph": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;${IMG}">`,
  "form-twice": `<form><math><mtext></form><form><mglyph><style></math>${IMG}`,
  "svg-foreign": `<svg><foreignObject><iframe srcdoc='<script>${ACT}</script>'></iframe>`,
  "nested-table": `<table><td><table><style>${IMG}</style></td></table></table>${IMG}`,
  "half-comment": `<!--><script>${ACT}</script>--><!--!>${IMG}--!>${IMG}<!-`,
  "cdata-end": `]]>${IMG}<![CDATA[<svg onload="${ACT}">`,
  rcdata: `</title></textarea></xmp></style></script></noscript></iframe></template>${IMG}<plaintext>`,
  "select-template": `<select><template><style></template></select>${IMG}`,
  addresses: `<base href="${DOOR}/"><meta http-equiv=refresh content="0;url=${DOOR}/"><link rel=stylesheet href=${DOOR}/x.css><object data=${DOOR}/></object><embed src=${DOOR}/>`,
  "script-links": `<a href="javascript&colon;${ACT}">a</a><a href="jav&#x09;ascript:${ACT}">b</a><area href='javascript:${ACT}'>`,
  "attribute-end": `" autofocus onfocus="${ACT}" x="' onpointerenter='${ACT}' \`onload=${ACT}`,
  "written-twice": "&lt;img src=x onerror=alert(1)&gt;&amp;lt;script&amp;gt;",
};

/** Well-formed markup that HTML would read otherwise: other namespaces, prefixes, instructions, comments. */
const MARKUP: Readonly<Record<string, string>> = {
  noscript: `<noscript><p title="${literal(`</noscript>${IMG}`)}">показано</p></noscript>`,
  xhtml: `<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${ACT}</h:script><h:iframe src="${DOOR}/"/><h:form action="${DOOR}/"><h:input autofocus="" onfocus="${ACT}"/></h:form>показано</h:div>`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" onload="${ACT}"><style>@import "${DOOR}/";</style><a l:href="javascript:${ACT}"><text>показано</text></a><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${ACT}"><iframe srcdoc="${literal(IMG)}"/></body></foreignObject><animate attributeName="href" values="javascript:${ACT}"/><use l:href="${DOOR}/#x"/></svg>`,
  math: `<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext><table xmlns="http://www.w3.org/1999/xhtml"><mglyph><style>${literal(`<!--</style>${IMG}`)}</style></mglyph></table>показано</mtext><maction actiontype="statusline#${DOOR}/">m</maction></math>`,
  "nested-table": `<table><tbody><tr><td><table onload="${ACT}"><tbody><tr><td><p:script xmlns:p="urn:hl7-org:v3">${ACT}</p:script>показано</td></tr></tbody></table></td></tr></tbody></table>`,
  "comments-and-instructions": `<?php echo 1 ?><!-- ><script>${ACT}</script> --><paragraph>пока<!-- - ->${IMG.replaceAll("--", "")} -->зано</paragraph><?xml-stylesheet href="${DOOR}/x.css"?><![CDATA[<script>${ACT}</script>${IMG}]]>`,
  "foreign-twin": `<table xmlns="urn:hl7-org:v3x" background="${DOOR}/"><tbody><tr><td style="background:url(${DOOR}/)">показано</td></tr></tbody></table><linkHtml xmlns="urn:hl7-org:v3x" href="javascript:${ACT}">и это</linkHtml>`,
  links: `<linkHtml href="JAVASCRIPT:${ACT}">показано</linkHtml><linkHtml href="//127.0.0.1:9/">2</linkHtml><linkHtml href="https:\\\\127.0.0.1:9">3</linkHtml><linkHtml href="vbscript:x">4</linkHtml><linkHtml href="blob:https://x.test/1">5</linkHtml><linkHtml href="https://a.test:8443/p?q#f">честно</linkHtml><linkHtml href="https://gosuslugi.ru@b.test/">6</linkHtml><linkHtml href="https://x.test/"> https://gosuslugi.ru</linkHtml>`,
};

const TURNED = /удалены невидимые знаки, меняющие направление письма/;

/** Words that could read otherwise than they are written: a dose, a name, a denial. */
const BIDI: Readonly<Record<string, readonly [words: string, told: readonly RegExp[]]>> = {
  "dose-override": ["Принимать \u202E05\u202C мг в день", [TURNED, /Принимать 05 мг в день/]],
  "dose-left-alone": ["Принимать \u202E05 мг в день", [TURNED, /Принимать 05 мг в день/]],
  "open-isolates": ["\u2067\u2068\u2066 не принимать", [TURNED, /не принимать/]],
  "stray-ends": ["10\u2069\u2069\u202C\u202C мг", [TURNED, /10 мг/]],
  marks: ["1\u200F2\u200E3\u061C4 мг", [TURNED, /1234 мг/]],
  "zero-width": ["5\u200B00\u2060 мг\uFEFF пара\u200Bцетамол", [/500 мг парацетамол/]],
  hidden: [
    "Без\u3164\u{E0061}\u{E0062}\u{E007F}аллергии\u115F",
    [/Безаллергии/, /удалены невидимые знаки, за которыми могли скрываться другие слова/],
  ],
  letters: ["Принимать אب 10 20 мг", [/Принимать אب 10 20 мг/]],
  homoglyphs: ["Аcпиpин 1О0 мг", [/Аcпиpин 1О0 мг/]],
  pile: [`Доза${"\u0336\u0489\u030D\u0311".repeat(200)} 10 мг`, [/ 10 мг/, /лишние надстрочные и подстрочные знаки/]],
};

/** `<text>` of a nonXMLBody with these bytes. */
function asBody(bytes: Uint8Array, mediaType: string): Buffer {
  const packed = Buffer.from(bytes).toString("base64");
  return withBody(`<nonXMLBody><text mediaType="${mediaType}" representation="B64">${packed}</text></nonXMLBody>`);
}

const OFFERED = /(Вложенный файл|Внутри документа есть файл) «?Вложение 1\.pdf/;
const NOT_SHOWN = /Вложение такого вида \(application\/pdf\) не показывается/;
const POLYGLOT = Buffer.from(`<script>${ACT}</script>%PDF-1.7\n%%EOF`);
const PNG_AND_HTML = Buffer.concat([
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
  Buffer.from(`<html><script>${ACT}</script>${IMG}`),
]);
const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${ACT}"/>`);

const OUTSIDE = `<structuredBody>${section(
  "RESINSTR",
  '<renderMultiMedia referencedObject="M"/>',
  `<observationMedia ID="M"><value mediaType="image/png"><reference value="http:${DOOR}/track.png"/></value></observationMedia>`,
)}</structuredBody>`;

function shared(): readonly (readonly [string, HostileDocument])[] {
  const told: Readonly<Record<string, readonly RegExp[]>> = {
    "narr-linkhtml-js.xml": [/click\s*2\s*3/],
    "narr-rendermm-external.xml": [/Изображение, на которое ссылается документ, в нём отсутствует/],
    "narr-script.xml": [/document\.title="XSS"/],
    "narr-stylecode-breakout.xml": [/x\s*y/],
    "nonxml-html.xml": [/Вложение такого вида \(text\/html\) не показывается/],
  };
  const documents = sharedFiles("attack", [".xml"])
    .filter((name) => /^(narr|nonxml|mutation|bidi)-/.test(name) && name !== "nonxml-reference-js.xml")
    .map((name) => [name, { bytes: grafted(attackBytes(name)), told: told[name] ?? assert.fail(name) }] as const);
  const files = sharedFiles("attack", [".pdf"]).map((name) => {
    const bytes = asBody(attackBytes(name), "application/pdf");
    return [name, { bytes, told: [name.startsWith("polyglot") ? NOT_SHOWN : OFFERED] }] as const;
  });
  return [...documents, ...files];
}

/** Every hostile document that can be read and must be shown. */
export function hostileDocuments(): ReadonlyMap<string, HostileDocument> {
  const words = Object.entries(WORDS).map(([name, shape]) => {
    const whole = new RegExp(shape.replace(/\s+/g, " ").replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return [`words-${name}`, { bytes: everywhere(literal(shape)), told: [whole] }] as const;
  });
  const markup = Object.entries(MARKUP).map(([name, shape]) => {
    const body = `<structuredBody>${section("COMPLNTS", shape)}${section("ALL", "Далее")}</structuredBody>`;
    return [`markup-${name}`, { bytes: withBody(body), told: [/показано/, /Далее/] }] as const;
  });
  const bidi = Object.entries(BIDI).map(
    ([name, [text, told]]) => [`bidi-${name}`, { bytes: everywhere(literal(text)), told }] as const,
  );
  return new Map<string, HostileDocument>([
    ...shared(),
    ...words,
    ...markup,
    ...bidi,
    ["polyglot-script-before-pdf", { bytes: asBody(POLYGLOT, "application/pdf"), told: [NOT_SHOWN] }],
    ["polyglot-picture-and-page", { bytes: asBody(PNG_AND_HTML, "image/png"), told: [/Содержание документа/] }],
    [
      "media-outside",
      { bytes: withBody(OUTSIDE), told: [/Файл находится вне документа: он не подписан и не загружается/] },
    ],
    [
      "polyglot-drawing",
      { bytes: asBody(SVG, "image/svg+xml"), told: [/Вложение такого вида \(image\/svg\+xml\) не показывается/] },
    ],
  ]);
}

function literal(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The words as title, names, headings, cells, items, links, attributes and coded values. */
function everywhere(words: string): Buffer {
  // Of a kind that nobody knows, so that the page is called what the document calls itself.
  const header = HEADER.replace(
    /<code code="227"[\s\S]*?<\/code>/,
    '<code code="9999" codeSystem="1.2.643.5.1.13.13.11.1520"/>',
  )
    .replace("Протокол консультации</title>", `${words}</title>`)
    .replace("Городская поликлиника № 1", words)
    .replace(">Берёзкина<", `>${words}<`)
    .replace(">Лесной<", `>${words}<`);
  const entry = `<observation><code code="${words}" codeSystem="1.2.3" codeSystemName="${words}" displayName="${words}"/><text>${words}</text>
    <value xsi:type="PQ" value="${words}" unit="${words}"/><performer><assignedEntity><telecom value="${words}"/></assignedEntity></performer></observation>`;
  const narrative = `<paragraph>${words}</paragraph>
    <table ID="${words}" border="${words}"><caption styleCode="${words}">${words}</caption><thead><tr><th>${words}</th><th>Б</th></tr></thead>
    <tbody><tr onclick="${words}"><td colspan="${words}" style="${words}">${words}</td><td>2</td></tr></tbody></table>
    <list listType="${words}"><caption>${words}</caption><item>${words}</item></list>
    <content styleCode="${words}" ID="${words}">${words}</content><linkHtml href="${words}">${words}</linkHtml>
    <linkHtml href="#${words}">${words}</linkHtml><renderMultiMedia referencedObject="${words}"/>`;
  const titled = section(words, narrative, entry).replace("<text>", `<title>${words}</title><text>`);
  return withBody(`<structuredBody>${titled}${section("ALL", null, entry)}</structuredBody>`, header);
}
