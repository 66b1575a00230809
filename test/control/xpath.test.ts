/** Our subset means what XPath means: each expression is asked of both engines, at every element of a document. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fontoxpath from "fontoxpath";
import { parseXmlDocument, type Node as SlimNode } from "slimdom";
import { parseTree, type XmlElement } from "../../src/cda/tree.ts";
import { compileTruth } from "../../src/control/xpath/compile.ts";
import { DocumentNode } from "../../src/control/xpath/nodes.ts";
import { parseExpression } from "../../src/control/xpath/parse.ts";
import { regexOf } from "../../src/control/xpath/regex.ts";
import { BeyondSubset } from "../../src/control/xpath/syntax.ts";
import { MeaninglessHere } from "../../src/control/xpath/values.ts";

const text = `<a xmlns="urn:x" xmlns:p="urn:p" n="1" s="один">
  <b v="1"><c k="x">раз</c><c k="y"> два  три </c><c/></b>
  <b v="2" p:v="2"><c k="x">1</c><p:c k="z">2</p:c></b>
  <b v="abc"><d><c k="x"/><c k="x">10</c></d></b>
  <e>true</e><e>0</e>
</a>`;
const namespaces = new Map([
  ["", "urn:x"],
  ["p", "urn:p"],
]);
const options = {
  namespaceResolver: (prefix: string) => namespaces.get(prefix) ?? null,
  language: fontoxpath.Language.XPATH_3_1_LANGUAGE,
};

const expressions = [
  "count(c)=2",
  "count(c)>=1 and count(c)<=2",
  "count(c) = [0, 3]",
  "count(.//c) = 3",
  "count(//c) = 6",
  "count(//c[1]) = 3",
  "count((//c)[1]) = 1",
  "(//c)[2]/@k = 'y'",
  "count(//c | //p:c) = 7",
  "count(b/c | b/c) = 4",
  "count(b//c) = 6",
  "count(//b//c[@k='x']) = 4",
  "@v = '1'",
  "@v = 1",
  "@v > 1",
  "@v < @n",
  "@v = ['1', 'abc']",
  "@v = ('2', 'zzz')",
  "@p:v = '2'",
  "@*[. = '2']",
  "@* = 'один'",
  "b/@v = //@n",
  "b/@v != '1'",
  "not(b/@v = '1')",
  "not(@nullFlavor) or @s",
  "c",
  "c[2]",
  "c[last()]/@k = 'z'",
  "c[last()=2]",
  "c[last()<3]",
  "c[position()>1][1]/@k = 'y'",
  "c[@k][2]",
  "c[@k='x' or last()=3]",
  "*[2]",
  "p:*",
  "*:c",
  "../b",
  "parent::b/@v = '2'",
  "ancestor::b[@v='abc']",
  "ancestor::*[1][self::d]",
  "ancestor-or-self::b",
  "self::c[not(@k)]",
  "preceding-sibling::c[1]/@k = 'x'",
  "following-sibling::c",
  "descendant::c[@k='y']",
  ".[@v='1']",
  ". != ''",
  ".=''",
  "text()",
  "normalize-space(.) = 'два три'",
  "normalize-space(text()) != ''",
  "string-length(@v) = 3",
  "string-length() = 2",
  "substring(@s, 2) = 'дин'",
  "substring(@s, string-length(@s) - 1) = 'ин'",
  "substring(@s, 2, 2) = 'ди'",
  "substring(@s, 1.5, 1) = 'д'",
  "concat(@v, '|', @n) = '|1'",
  "contains(., 'аз')",
  "starts-with(@s, 'од')",
  "ends-with(@s, 'ин')",
  "matches(@v, '^[0-9]$')",
  "matches(., '\\d{2}')",
  "matches(@v, '^\\-?[a-z]+$')",
  "matches(b/@v, '1')",
  "matches(@none, '^$')",
  "exists(c)",
  "empty(c)",
  "empty(()) and exists((1, 2))",
  "count(distinct-values(//c/@k)) = 2",
  "count(distinct-values(for $x in //c return concat($x/@k, '-'))) = 3",
  "some $x in c satisfies $x/@k = 'y'",
  "every $x in c satisfies $x/@k",
  "if (@v) then @v != '' else not(@n)",
  "b/matches(@v, '^[0-9]$')",
  "c/count(@k) = 1",
  "number(@v) = 2",
  "string(@v) = '2'",
  "local-name() = 'c'",
  "@v + 1 = 3",
  "@v * 2 > 2 - 1",
  "-1 < 0",
  "@v mod 2 = 1",
  "@n div 2 = 0.5",
  "boolean(c) = true()",
  "'a' < 'b'",
  "'1' = 1",
  "c = 10",
  "e = true()",
  "@n = '1' and @s = 'один' or @v",
  "(: a note :) @n (: another :)",
  "c/../@v = '1'",
  "//b[c/@k='y']/@v = '1'",
  "//b[c[@k='x'][. = '1']]",
  "//c[ancestor::b[@v='abc']][1]",
  "lower-case('АБв') = 'абв' and upper-case(@s) = 'ОДИН'",
];

test("every expression of the subset answers as fontoxpath answers, errors too", () => {
  const root = parseTree(text);
  const document = new DocumentNode(root);
  const theirs = parseXmlDocument(text);
  const elements = [...pairs(root, theirs.documentElement!)];
  const differing: string[] = [];
  let asked = 0;
  for (const expression of expressions) {
    const truth = compileTruth(parseExpression(expression, namespaces));
    for (const [item, node] of elements) {
      const focus = { item, position: 1, size: 1, document, current: item, variables: null };
      const place = `${expression} at line ${item.line}, column ${item.column}`;
      const [own, other] = [
        answer(() => truth(focus)),
        answer(() => fontoxpath.evaluateXPathToBoolean(expression, node, null, {}, options)),
      ];
      if (own !== other) differing.push(`${place}: ${own}, not ${other}`);
      asked++;
    }
  }
  assert.deepEqual(differing, []);
  assert.equal(asked, expressions.length * 14);
});

test("what is not of the subset is said to be so, never guessed", () => {
  const beyond = [
    "a union b",
    "a except b",
    "1 to 3",
    "a is b",
    "following::a",
    "x:a",
    "a[",
    "count(a",
    "1 idiv 2",
    "a => count()",
    "a || b",
    "map{}",
    "tokenize(a, ',')",
    "a eq b",
    "[1, 2]",
    "element(a)",
    "",
    "a b",
  ];
  for (const expression of beyond)
    assert.throws(() => compileTruth(parseExpression(expression, namespaces)), BeyondSubset, expression);
});

test("regular expressions are those of XML Schema", () => {
  assert.equal(regexOf("^\\-[0-9]$").test("-5"), true);
  assert.equal(regexOf("^\\s$").test("\u00a0"), false, "a space that does not break is no \\s of XML");
  assert.equal(regexOf("^\\d$").test("٣"), true, "\\d is of Unicode");
  assert.throws(() => regexOf("[a-z-[aeiou]]"), BeyondSubset);
  assert.throws(() => regexOf("\\i\\c*"), BeyondSubset);
  assert.throws(() => regexOf("(a"), MeaninglessHere);
  assert.throws(() => regexOf("a", "g"), MeaninglessHere);
});

function answer(ask: () => boolean): boolean | "error" {
  try {
    return ask();
  } catch {
    return "error";
  }
}

function* pairs(element: XmlElement, node: SlimNode): Generator<[XmlElement, SlimNode]> {
  yield [element, node];
  const theirs = node.childNodes.filter(({ nodeType }) => nodeType === 1);
  const ours = element.children.filter((child) => typeof child === "object");
  for (const [at, child] of ours.entries()) yield* pairs(child, theirs[at]!);
}
