/** After the login one comes to a page of ours, and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { returnPath } from "../../src/access/return-path.ts";

const home = "/cabinet";

test("a path of our own is kept, with its query and without its fragment", () => {
  assert.equal(returnPath("/documents?kind=lab&year=2026", home), "/documents?kind=lab&year=2026");
  assert.equal(returnPath("/documents/76-1#signers", home), "/documents/76-1");
  assert.equal(returnPath("/help/%D1%8F", home), "/help/%D1%8F");
});

const tricks = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e%2e//evil.example",
  "/.//evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  " /documents",
  "documents",
  "",
  "/ documents",
  "/documents\u0000",
  "/documents\r\nSet-Cookie: a=b",
  `/${"a".repeat(3000)}`,
  undefined,
  ["/documents", "/records"],
];
for (const trick of tricks) {
  test(`${JSON.stringify(trick)?.slice(0, 40)} leads home`, () => assert.equal(returnPath(trick, home), home));
}

test("whatever is sent, a browser stays with us", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "%2f",
    "%5c",
    "@",
    ":",
    "?",
    "#",
    "evil.example",
    "\t",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = returnPath(`/${pieces.join("")}`, home);
      assert.equal(new URL(path, "https://own.example").host, "own.example");
      assert.ok(path.startsWith("/") && !path.startsWith("//"));
    }),
    { numRuns: 2000 },
  );
});
