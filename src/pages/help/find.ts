/** Looks an answer up in the help: words in any form of theirs, the titles before the texts. */
import type { Language } from "../../basics/words.ts";
import { kindKeys } from "../parts/kind.tsx";
import { type HelpTopic, helpTopics } from "../paths.ts";
import { words } from "../words.ts";
import type { HelpPart } from "./topic-text.ts";

export interface Answer {
  readonly topic: HelpTopic;
  /** Place of the part in its topic; null: the topic as a whole. */
  readonly part: number | null;
  readonly title: string;
  /** The first sentence that has a word of the question, or what the topic is about. */
  readonly excerpt: string;
}

const MOST_ANSWERS = 8;
/** More is no question; a page of text is not looked through. */
export const LONGEST_QUESTION = 200;

/** The best first; none for a question without words. Pure: nothing is kept of what was asked. */
export function findAnswers(language: Language, question: string): readonly Answer[] {
  const stems = stemsOf(question.slice(0, LONGEST_QUESTION));
  if (stems.length === 0) return [];
  const found = helpTopics.flatMap((topic) => answersOf(language, topic, stems));
  return found
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_ANSWERS)
    .map(({ answer }) => answer);
}

interface Weighed {
  readonly answer: Answer;
  readonly weight: number;
}

function answersOf(language: Language, topic: HelpTopic, stems: readonly string[]): readonly Weighed[] {
  const { title, about, parts } = words(language).help.pages[topic];
  const whole: Weighed = {
    answer: { topic, part: null, title, excerpt: about },
    weight: 3 * hits(stems, `${title} ${about}`) + hits(stems, wholeText(language, topic)),
  };
  const each = parts.map((part, at): Weighed => {
    const texts = sentencesOf(part);
    const excerpt = texts.find((text) => hits(stems, text) > 0) ?? texts[0] ?? about;
    const weight = 2 * hits(stems, part.title) + hits(stems, texts.join(" "));
    return { answer: { topic, part: at, title: `${title}: ${part.title}`, excerpt }, weight };
  });
  // Of a question of several words at least half must be met: one common word alone finds everything.
  return [whole, ...each].filter(({ weight, answer }) => {
    const met = hits(stems, `${answer.title} ${answer.excerpt} ${textOf(answer, language)}`);
    return weight > 0 && met * 2 >= stems.length;
  });
}

function textOf({ topic, part }: Answer, language: Language): string {
  const text = words(language).help.pages[topic];
  const within = part === null ? null : text.parts[part];
  return within ? sentencesOf(within).join(" ") : wholeText(language, topic);
}

/** What the topic says before its parts; of the kinds of documents that is the list of them. */
function wholeText(language: Language, topic: HelpTopic): string {
  const { lead } = words(language).help.pages[topic];
  if (topic !== "kinds") return lead;
  const { kinds } = words(language).documents;
  return [lead, ...kindKeys.flatMap((key) => [kinds[key].plain, kinds[key].official, kinds[key].about])].join(" ");
}

function sentencesOf({ text = [], steps = [], bullets = [] }: HelpPart): readonly string[] {
  return [...text, ...steps, ...bullets];
}

/** How many of the stems the text has at the beginning of a word. */
function hits(stems: readonly string[], text: string): number {
  const plain = ` ${plainOf(text)}`;
  return stems.filter((stem) => plain.includes(` ${stem}`)).length;
}

/** Words without their endings: «сертификата» finds «сертификат». Short words mean little and are left out. */
function stemsOf(question: string): readonly string[] {
  const long = plainOf(question)
    .split(" ")
    .filter((word) => word.length > 2 && !EMPTY.has(word));
  return [...new Set(long.map((word) => (word.length > 4 ? word.slice(0, Math.max(4, word.length - 2)) : word)))];
}

/** Words of asking and joining: each is found everywhere. */
const EMPTY: ReadonlySet<string> = new Set(
  "как что где когда почему зачем или для при мне мой моя мои это если the how what where when why and for can with".split(
    " ",
  ),
);

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
