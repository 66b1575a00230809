/** Which browser it probably is, by what it says of itself. Browsers pretend to be each other: the most particular sign first. */

export type BrowserName = "yandex" | "atom" | "sputnik" | "edge" | "opera" | "firefox" | "chrome" | "safari";

export interface ReaderBrowser {
  readonly name: BrowserName;
  /** Its main number, when it tells. */
  readonly version: string | null;
  /** Its makers ship the Russian root certificate with it. */
  readonly hasRoot: boolean;
}

const signs: readonly (readonly [BrowserName, RegExp])[] = [
  ["yandex", /YaBrowser\/(\d+)/],
  ["atom", /\bAtom\/(\d+)/],
  ["sputnik", /Sputnik(?:Browser)?\/(\d+)/],
  ["edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["opera", /\bOPR\/(\d+)/],
  ["firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["chrome", /\b(?:Chrome|CriOS)\/(\d+)/],
  ["safari", /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
];

/** In the client hint a browser names itself among its ancestors: `"YaBrowser";v="25"`. */
const hinted: readonly (readonly [BrowserName, RegExp])[] = [
  ["yandex", /"(?:YaBrowser|Yandex)";v="(\d+)/],
  ["atom", /"Atom";v="(\d+)/],
  ["edge", /"Microsoft Edge";v="(\d+)/],
  ["opera", /"Opera";v="(\d+)/],
  ["chrome", /"Google Chrome";v="(\d+)/],
];

const withRoot: ReadonlySet<BrowserName> = new Set(["yandex", "atom", "sputnik"]);

export function browserOf(userAgent: string | undefined, hint: string | undefined): ReaderBrowser | null {
  for (const [text, known] of [[hint ?? "", hinted] as const, [userAgent ?? "", signs] as const])
    for (const [name, sign] of known) {
      const found = sign.exec(text.slice(0, 1000));
      if (found) return { name, version: found[1] ?? null, hasRoot: withRoot.has(name) };
    }
  return null;
}
