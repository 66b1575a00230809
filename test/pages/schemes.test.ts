/** Colours as numbers: what each scheme puts on what, counted from the style sheet itself (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { comfortChoices } from "../../src/pages/comfort.ts";

const sheet = (name: string) => readFileSync(new URL(`../../browser/styles/${name}.css`, import.meta.url), "utf8");
type Tokens = Readonly<Record<string, string>>;

function tokensOf(block: string): Tokens {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
}

const plain = tokensOf(/:root\s*\{(.*?)\n {2}\}/s.exec(sheet("tokens"))?.[1] ?? "");
const css = sheet("schemes");
const shared = tokensOf(/\[data-scheme="brown"\]\s*\{\s*(--ink-2.*?)\n {2}\}/s.exec(css)?.[1] ?? "");

function tokensIn(scheme: string): Tokens {
  if (scheme === "normal") return plain;
  const own = new RegExp(`\\n  \\[data-scheme="${scheme}"\\] \\{\\n(    --ink: .*?)\\n  \\}`, "s").exec(css)?.[1] ?? "";
  return { ...plain, ...shared, ...tokensOf(own) };
}

function colour(tokens: Tokens, name: string): readonly number[] {
  const value = tokens[name] ?? "";
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other) return colour(tokens, other);
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1];
  assert.ok(hex, `--${name}: ${value}`);
  const six = hex.length === 3 ? [...hex].map((one) => one + one).join("") : hex;
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16) / 255);
}

function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(tokens: Tokens, a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(colour(tokens, a)), luminance(colour(tokens, b))].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Letters, and what they stand on. */
const text: readonly (readonly [string, string])[] = [
  ...["ink", "ink-2", "accent", "accent-2", "good", "wait", "bad", "note"].flatMap((ink) =>
    ["paper", "paper-2", "ground"].map((ground) => [ink, ground] as const),
  ),
  ...["good", "wait", "bad", "note"].map((tone) => [tone, `${tone}-soft`] as const),
  ["ink", "accent-soft"],
  ["accent-2", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-2"],
  ["strip-ink", "strip"],
  ["ink", "hero-1"],
  ["ink", "hero-2"],
];

describe("colours", () => {
  for (const scheme of comfortChoices.scheme) {
    const least = scheme === "normal" ? 4.5 : 7;
    test(`${scheme}: letters are ${least} : 1 or more on all that they stand on, edges 3 : 1`, () => {
      const tokens = tokensIn(scheme);
      for (const [ink, ground] of text) {
        const found = contrast(tokens, ink, ground);
        assert.ok(found >= least, `--${ink} on --${ground}: ${found.toFixed(2)}`);
      }
      for (const edge of ["edge", "focus"])
        for (const ground of ["paper", "ground"]) {
          const found = contrast(tokens, edge, ground);
          assert.ok(found >= 3, `--${edge} on --${ground}: ${found.toFixed(2)}`);
        }
    });
  }

  test("white on black is 21 : 1: the measure itself is right", () => {
    assert.equal(contrast({ a: "#fff", b: "#000" }, "a", "b").toFixed(2), "21.00");
    assert.equal(contrast({ a: "#777", b: "#fff" }, "a", "b").toFixed(2), "4.48");
  });
});
