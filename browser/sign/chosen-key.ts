/** Whose key it is, till when it lasts, and the button that signs. What the server would refuse is said here already. */
import type { SigningWords } from "../../src/contract/signing.ts";
import { button, element, filled, Status } from "./elements.ts";
import { RoomFault } from "./enter-room.ts";
import type { Chosen, Described } from "./messages.ts";

export interface Choice {
  /** Of the person at the window. */
  readonly snils: string | null;
  readonly language: string;
  sign(key: Chosen): Promise<void>;
  again(): void;
}

const SOON = 30 * 86_400_000;

export class ChosenKey {
  readonly node: HTMLElement = element("section", { class: "stack-3 sign-way", tabindex: "-1" });

  constructor(words: SigningWords, keys: readonly Chosen[], choice: Choice) {
    this.node.append(element("h3", {}, words.chosen.title));
    const place = element("div", { class: "stack-3" });
    const show = (key: Chosen): void => place.replaceChildren(...about(words, key, choice));
    if (keys.length > 1) this.node.append(chooser(words, keys, choice.language, show));
    // One's own first, where there are several.
    const [first] = keys.toSorted((a, b) => Number(isOwn(b.described, choice)) - Number(isOwn(a.described, choice)));
    if (first !== undefined) show(first);
    this.node.append(place);
  }
}

function chooser(
  words: SigningWords,
  keys: readonly Chosen[],
  language: string,
  show: (key: Chosen) => void,
): HTMLElement {
  const select = element("select", { id: "sign-certificate" });
  keys.forEach(({ described }, index) => {
    const until = day(described.notAfter, language);
    select.append(element("option", { value: String(index) }, `${described.owner} — ${until}`));
  });
  select.addEventListener("change", () => {
    const key = keys[select.selectedIndex];
    if (key !== undefined) show(key);
  });
  return element("div", { class: "field" }, element("label", { for: "sign-certificate" }, words.chosen.choose), select);
}

function about(words: SigningWords, key: Chosen, choice: Choice): Node[] {
  const w = words.chosen;
  const { described } = key;
  const facts: [string, string | null | undefined][] = [
    [w.owner, described.owner],
    [w.snils, described.snils?.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, "$1-$2-$3 $4")],
    [w.organisation, [described.title, described.organisation].filter(Boolean).join(", ") || null],
    [w.issuer, described.issuer],
    [
      w.validity,
      filled(w.span, {
        from: day(described.notBefore, choice.language),
        to: day(described.notAfter, choice.language),
      }),
    ],
    [w.algorithm, choice.language === "ru" ? described.algorithm.replace("GOST R", "ГОСТ Р") : described.algorithm],
  ];
  const list = element("dl", { class: "facts" });
  for (const [name, value] of facts) if (value) list.append(element("dt", {}, name), element("dd", {}, value));

  const obstacle = obstacleOf(words, described, choice);
  const soon = obstacle === null ? endsSoon(words, described, choice.language) : null;
  const status = new Status();
  if (obstacle !== null) status.fault(obstacle);
  else if (soon !== null) status.wait(soon);
  const sign = button(w.sign, () => void press());
  sign.disabled = obstacle !== null;
  const again = button(words.file.another, () => choice.again(), "btn quiet");

  async function press(): Promise<void> {
    sign.disabled = true;
    again.disabled = true;
    status.wait(w.signing);
    try {
      await choice.sign(key);
      status.good(w.signed);
    } catch (error) {
      const plugin = error instanceof RoomFault ? null : error instanceof Error ? error.message : String(error);
      status.fault(plugin === null ? words.faults.unexpected : filled(words.plugin.failed, { why: plugin }));
      sign.disabled = false;
      again.disabled = false;
    }
  }
  return [list, status.node, element("p", { class: "row" }, sign, again)];
}

const isOwn = ({ snils }: Described, choice: Choice): boolean => snils !== null && snils === choice.snils;

/** Why the server would say no; null where nothing is seen from here. */
function obstacleOf(words: SigningWords, described: Described, choice: Choice): string | null {
  const now = Date.now();
  if (now > Date.parse(described.notAfter)) return words.warnings.expired;
  if (now < Date.parse(described.notBefore)) return words.warnings.early;
  if (described.snils === null) return words.warnings.nameless;
  if (choice.snils !== null && described.snils !== choice.snils) return words.warnings.another;
  return null;
}

function endsSoon(words: SigningWords, { notAfter }: Described, language: string): string | null {
  const left = Date.parse(notAfter) - Date.now();
  return left < SOON ? filled(words.warnings.soon, { date: day(notAfter, language) }) : null;
}

const day = (at: string, language: string): string =>
  new Date(at).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
