/** The tree: what well-formed XML says, with the place of every element; nothing else gets through, and nothing takes long. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/basics/refusal.ts";
import { MAX_ATTRIBUTES, MAX_DEPTH, parseTree, type XmlElement } from "../../src/cda/tree.ts";
import { attribute, elements, pathOf, rawText } from "../../src/cda/walk.ts";
import { refusalOf } from "./minimal.ts";

const refused = (text: string) => refusalOf(new Uint8Array(), () => parseTree(text));

test("names, namespaces, attributes and text come out; comments and instructions do not", () => {
  const root = parseTree(
    '<?go?><a xmlns="urn:x" xmlns:y="urn:y" y:q="1" p="&lt;2"><!-- c -->one<b/><![CDATA[<two>]]>&amp;three<y:c/></a>',
  );
  assert.deepEqual([root.name, root.uri], ["a", "urn:x"]);
  assert.deepEqual(root.attributes, [
    { name: "q", uri: "urn:y", value: "1" },
    { name: "p", uri: "", value: "<2" },
  ]);
  assert.equal(root.children.length, 4);
  assert.equal(root.children[0], "one");
  assert.equal(root.children[2], "<two>&three");
  assert.equal(elements(root)[1]?.uri, "urn:y");
  assert.equal(elements(root)[1]?.parent, root);
});

test("every element knows the line and column of its own bracket", () => {
  const root = parseTree("<a>\n  <b\n   x='1'/>Ёж<c/>\r\n<d></d></a>");
  const places = elements(root).map(({ name, line, column }) => [name, line, column]);
  assert.deepEqual(places, [
    ["b", 2, 3],
    ["c", 3, 13],
    ["d", 4, 1],
  ]);
});

test("paths carry an index only where it is needed", () => {
  const root = parseTree("<a><b/><c/><b><d/></b></a>");
  const [first, c, second] = elements(root);
  assert.deepEqual(
    [first, c, second].map((one) => pathOf(one as XmlElement)),
    ["/a/b[1]", "/a/c", "/a/b[2]"],
  );
  assert.equal(pathOf(elements(second as XmlElement)[0] as XmlElement), "/a/b[2]/d");
});

test("each break of the rules is refused at its place and explained", () => {
  const cases: readonly (readonly [xml: string, line: number, words: RegExp])[] = [
    ["<a>\n<b></a>", 2, /не в том порядке|без открывающего/],
    ["<a>\n<b x='1' x='2'/></a>", 2, /указан дважды/],
    ["<a>\n<q:b/></a>", 2, /не объявлен/],
    ["<a/>\n<b/>", 2, /больше одного/],
    ["<a/>\ntext", 2, /за пределами/],
    ["<a>\n&nbsp;</a>", 2, /сущность/],
    ["<a>\n<b", 2, /обрывается|не закрыт/],
    ["<a>\n<b>", 2, /не закрыт/],
    ["<a>\n<!\n>text text</a>", 2, /разметка/],
    ["", 1, /корневого элемента/],
  ];
  for (const [xml, line, words] of cases) {
    const refusal = refused(xml);
    assert.equal(refusal.code, "NOT_WELL_FORMED", xml);
    assert.equal(refusal.faults[0]?.line, line, xml);
    assert.match(refusal.faults[0]?.message.ru ?? "", words, xml);
  }
});

test("depth, width and length have limits, and the limits themselves pass", () => {
  const nested = (depth: number) => `${"<a>".repeat(depth)}${"</a>".repeat(depth)}`;
  assert.ok(parseTree(nested(MAX_DEPTH)));
  assert.equal(refused(nested(MAX_DEPTH + 1)).code, "TOO_DEEP");
  const wide = (count: number) => `<a ${Array.from({ length: count }, (_, i) => `x${i}=""`).join(" ")}/>`;
  assert.ok(parseTree(wide(MAX_ATTRIBUTES)));
  assert.equal(refused(wide(MAX_ATTRIBUTES + 1)).code, "TOO_MANY_ATTRIBUTES");
  assert.equal(refused(`<a>${"<b/>".repeat(400_000)}</a>`).code, "TOO_MANY_ELEMENTS");
  assert.equal(refused(`<${"n".repeat(300)}/>`).code, "NAME_TOO_LONG");
  assert.equal(refused(`<a x="${"v".repeat(70_000)}"/>`).code, "ATTRIBUTE_TOO_LONG");
});

test("200,000 open elements end at once, not after the parser's square of them", () => {
  const before = process.cpuUsage();
  assert.equal(refused("<a>".repeat(200_000)).code, "TOO_DEEP");
  assert.ok(process.cpuUsage(before).user < 1_000_000, "less than a second of processor time");
});

test("a document of one long line is as fast as one of many", () => {
  const before = process.cpuUsage();
  const root = parseTree(`<a>${"<b/>".repeat(100_000)}</a>`);
  assert.equal(elements(root).at(-1)?.column, 4 + 4 * 99_999);
  assert.ok(process.cpuUsage(before).user < 5_000_000, "it took minutes when each element searched the line anew");
});

test("names that are properties of objects are only names", () => {
  const root = parseTree('<__proto__ constructor="1" __proto__="2"><toString/></__proto__>');
  assert.equal(root.name, "__proto__");
  assert.equal(attribute(root, "constructor"), "1");
  assert.equal(attribute(root, "__proto__"), "2");
  assert.equal(attribute(root, "hasOwnProperty"), null);
});

test("whatever the text, the answer is a tree or a refusal with a place", () => {
  const markup = fc.array(
    fc.constantFrom(
      "<a>",
      "</a>",
      "<b x='1'>",
      "</b>",
      "<c/>",
      "text",
      "&amp;",
      "&#1;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?x?>",
      "<",
      ">",
      "\n",
      "ё",
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        markup.map((parts) => parts.join("")),
      ),
      (text) => {
        try {
          rawText(parseTree(text));
        } catch (error) {
          assert.ok(error instanceof Refusal, `${error}`);
          assert.ok((error.faults[0]?.line ?? 0) >= 1);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("what was written is what is read", () => {
  interface Shape {
    readonly name: string;
    readonly attributes: readonly (readonly [string, string])[];
    readonly children: readonly (Shape | string)[];
  }
  const name = fc.stringMatching(/^[a-zё_][a-z0-9._-]{0,8}$/).filter((one) => !one.toLowerCase().startsWith("xml"));
  const text = fc
    .stringMatching(/^[^\u0000-\u001f\ufffe\uffff]{1,12}$/)
    .filter((one) => one.isWellFormed() && one.trim() !== "");
  const { element } = fc.letrec<{ element: Shape }>((tie) => ({
    element: fc.record({
      name,
      attributes: fc.uniqueArray(fc.tuple(name, text), { maxLength: 3, selector: ([key]) => key }),
      children: fc.array(fc.oneof({ maxDepth: 4 }, text, tie("element")), { maxLength: 4 }),
    }),
  }));
  const escaped = (raw: string) =>
    raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const write = (one: Shape | string): string => {
    if (typeof one === "string") return escaped(one);
    const attributes = one.attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
    return `<${one.name}${attributes}>${one.children.map(write).join("")}</${one.name}>`;
  };
  const back = (one: XmlElement): unknown => [
    one.name,
    one.attributes.map(({ name: key, value }) => [key, value]),
    one.children.map((node) => (typeof node === "string" ? node : back(node))),
  ];
  const joined = (one: Shape): unknown => {
    const children: unknown[] = [];
    for (const node of one.children) {
      const last = children.at(-1);
      if (typeof node === "string" && typeof last === "string") children[children.length - 1] = last + node;
      else children.push(typeof node === "string" ? node : joined(node));
    }
    return [one.name, one.attributes.map(([key, value]) => [key, value]), children];
  };
  fc.assert(
    fc.property(element, (shape) => {
      assert.deepEqual(back(parseTree(write(shape))), joined(shape));
    }),
    { numRuns: 200 },
  );
});
