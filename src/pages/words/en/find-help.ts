/** Words about looking an answer up, and about the whole leaflet. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const answer: Forms = { one: "answer", other: "answers" };

export const findHelp: Messages["findHelp"] = {
  find: {
    label: "What would you like to know?",
    button: "Find the answer",
    found: "What was found",
    count: (count: number) => `Found: ${sayCount("en", count, answer)}`,
    nothing: "Nothing was found",
    nothingAbout: "Try another word, such as “certificate” or “print”. All questions are below.",
  },
  leaflet: {
    link: "The whole leaflet on one page, for printing",
    title: "The whole leaflet",
    lead: "All questions and answers. Print the page and give it to whoever needs it.",
    print: "Print the leaflet",
  },
};
