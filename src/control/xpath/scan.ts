/** Reads an expression word by word, from where the parser stands. White space and comments stand between words. */
import { BeyondSubset } from "./syntax.ts";

const NAME = "[\\p{L}_][\\p{L}\\p{N}_.\\-·]*";
const SPACE = /(?:\s|\(:(?:[^:]|:(?!\)))*:\))*/y;
const STRING = /"((?:[^"]|"")*)"|'((?:[^']|'')*)'/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = new RegExp(NAME, "uy");
const AXIS = new RegExp(`(${NAME})\\s*::`, "uy");
const FUNCTION = new RegExp(`(?:fn:)?(${NAME})\\s*(?=\\()`, "uy");
const TEST = new RegExp(`(?:(${NAME}|\\*):)?(${NAME}|\\*)(?!::)(\\s*\\(\\s*\\))?`, "uy");

export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skip();
  }

  get ended(): boolean {
    return this.#at === this.#text.length;
  }

  /** Whether a step of a path could begin here. */
  get beginsStep(): boolean {
    return /[\p{L}_*@.]/u.test(this.#text[this.#at] ?? "");
  }

  sees(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }

  take(mark: string): boolean {
    if (!this.sees(mark)) return false;
    if (mark === "/" && this.sees("//")) return false;
    if (mark === "|" && this.sees("||")) throw this.unknown();
    this.#move(mark.length);
    return true;
  }

  takeOne(marks: readonly string[]): string | null {
    if (this.sees("<<") || this.sees(">>")) throw this.unknown();
    return marks.find((mark) => this.take(mark)) ?? null;
  }

  /** `.`, but neither `..` nor a number. */
  takeDot(): boolean {
    if (!this.sees(".") || this.sees("..") || /\d/.test(this.#text[this.#at + 1] ?? "")) return false;
    return this.take(".");
  }

  expect(mark: string): void {
    if (!this.take(mark)) throw this.unknown(`«${mark}» is missing`);
  }

  takeWord(words: readonly string[]): string | null {
    const word = this.#match(WORD)?.[0];
    if (word === undefined || !words.includes(word)) return null;
    this.#move(word.length);
    return word;
  }

  expectWord(word: string): void {
    if (this.takeWord([word]) === null) throw this.unknown(`«${word}» is missing`);
  }

  /** A keyword only where `mark` follows: elsewhere it is a name like any other. */
  keywordBefore(words: readonly string[], mark: string): string | null {
    const word = this.#match(WORD)?.[0];
    if (word === undefined || !words.includes(word)) return null;
    if (
      !this.#text
        .slice(this.#at + word.length)
        .trimStart()
        .startsWith(mark)
    )
      return null;
    this.#move(word.length);
    return word;
  }

  expectName(): string {
    const word = this.#match(WORD)?.[0];
    if (word === undefined) throw this.unknown("a name is missing");
    this.#move(word.length);
    return word;
  }

  takeString(): string | null {
    const found = this.#match(STRING);
    if (found === null) return null;
    this.#move(found[0].length);
    return found[1]?.replaceAll('""', '"') ?? found[2]!.replaceAll("''", "'");
  }

  takeNumber(): number | null {
    const found = this.#match(NUMBER)?.[0];
    if (found === undefined) return null;
    this.#move(found.length);
    return Number(found);
  }

  takeAxis(): string | null {
    const found = this.#match(AXIS);
    if (found === null) return null;
    this.#move(found[0].length);
    return found[1]!;
  }

  /** The name of a function that is called here; null for a test of nodes, like `text()`. */
  takeFunctionName(tests: readonly string[]): string | null {
    const found = this.#match(FUNCTION);
    const name = found?.[1];
    if (found === null || name === undefined || tests.includes(name)) return null;
    this.#move(found[0].length);
    return name;
  }

  expectTest(): { prefix: string; name: string; parenthesised: boolean } {
    const found = this.#match(TEST);
    if (found === null) throw this.unknown();
    this.#move(found[0].length);
    return { prefix: found[1] ?? "", name: found[2]!, parenthesised: found[3] !== undefined };
  }

  unknown(what = "not of the subset"): BeyondSubset {
    return new BeyondSubset(`${what} at character ${this.#at + 1}: ${this.#text.slice(this.#at, this.#at + 30)}`);
  }

  #match(shape: RegExp): RegExpExecArray | null {
    shape.lastIndex = this.#at;
    return shape.exec(this.#text);
  }

  #move(length: number): void {
    this.#at += length;
    this.#skip();
  }

  #skip(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }
}
