/** Step 2 «read»: the parser's complaint, retold so that a hospital's developer finds the place and knows the cure. */
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";
import { placeOf } from "./gate.ts";

/** What saxes says, and what it means. The rest is told as "broken markup". */
const CAUSES: readonly (readonly [pattern: RegExp, ru: string, en: string])[] = [
  [/^unclosed tag: (.+)$/, "элемент $1 не закрыт", "the element $1 is never closed"],
  [
    /^unmatched closing tag: (.+?)\.$/,
    "закрывающий тег $1 без открывающего",
    "a closing tag $1 without an opening one",
  ],
  [/^unexpected close tag\.$/, "теги закрыты не в том порядке", "tags are closed in the wrong order"],
  [/^duplicate attribute: (.+?)\.$/, "атрибут $1 указан дважды", "the attribute $1 is given twice"],
  [
    /^unbound namespace prefix: "(.+?)"\.$/,
    "префикс $1 не объявлен (xmlns:$1)",
    "the prefix $1 is not declared (xmlns:$1)",
  ],
  [/^undefined entity/, "неизвестная сущность &…;", "an unknown entity &…;"],
  [
    /^(empty entity name|disallowed character in entity|malformed character entity)/,
    "знак & без сущности: пишите &amp;",
    "a bare &: write &amp;",
  ],
  [/^text data outside of root node/, "текст за пределами корневого элемента", "text outside the root element"],
  [/^documents may contain only one root/, "больше одного корневого элемента", "more than one root element"],
  [/^document must contain a root element/, "нет корневого элемента", "there is no root element"],
  [
    /^(unquoted attribute value|attribute without value)/,
    "значение атрибута не в кавычках",
    "an attribute value is not quoted",
  ],
  [
    /^disallowed character in (opening |closing )?tag/,
    "недопустимый символ в имени элемента (знак < пишется &lt;)",
    "a forbidden character in a tag name (write < as &lt;)",
  ],
  [/^malformed comment/, "неправильный комментарий", "a malformed comment"],
  [/^unexpected end/, "документ обрывается", "the document breaks off"],
  [/^the string "]]>" is disallowed/, "последовательность ]]> в тексте: пишите ]]&gt;", "]]> in text: write ]]&gt;"],
];

/**
 * @param position offset just after the character at which the parser stopped
 * @param detail the parser's own words
 */
export function notWellFormed(text: string, position: number, detail: string): Refusal {
  // "incorrect syntax" is noticed some characters after `<!`: the place to look at is the bracket.
  const noticed = Math.max(0, position - 1);
  const offset = detail.startsWith("incorrect syntax") ? text.lastIndexOf("<!", noticed) : noticed;
  const { line, column } = placeOf(text, Math.max(0, offset));
  const cause = explain(detail);
  const code = "NOT_WELL_FORMED";
  const message: Words = {
    ru: `Документ не является правильным XML: строка ${line}, столбец ${column}: ${cause.ru}`,
    en: `The document is not well-formed XML: line ${line}, column ${column}: ${cause.en}`,
  };
  const hint: Words = {
    ru: "Исправьте разметку в этом месте или чуть выше, проверьте файл любой программой для XML и подпишите заново",
    en: "Mend the markup there or just above, check the file with any XML tool and sign it again",
  };
  const fault: Fault = { code, severity: "error", message, hint, line, column, found: detail.slice(0, 200) };
  return new Refusal("invalid", code, message, [fault]);
}

function explain(detail: string): Words {
  for (const [pattern, ru, en] of CAUSES) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    // Names come from the document: cut, and put in by a function, so that `$&` in a name means nothing.
    const name = (match[1] ?? "").slice(0, 60);
    return { ru: ru.replaceAll("$1", () => name), en: en.replaceAll("$1", () => name) };
  }
  return { ru: "нарушена разметка", en: "the markup is broken" };
}
