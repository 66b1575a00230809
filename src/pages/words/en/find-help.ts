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
  questions: {
    title: "Frequent questions",
    missing: {
      title: "What to do if a document did not come or something is wrong with it",
      check: "Check your name, date of birth and SNILS: a document finds you by them.",
      profile: "My data",
      claim: "Report a missing document",
      claimAbout: "When 30 working days have passed since the visit. Wrong data need not wait.",
      mistake: "The document came, but there is a mistake in it? Open it and press «Report a problem».",
      desk: "The problem is still there? Turn to the registration desk.",
    },
    others: [
      {
        topic: "download",
        title: "How to print a document",
        text: "Open the document, press «Download PDF» and print the file.",
      },
      { topic: "kinds", title: "Which documents come here", text: "Nine kinds, issued since 1 September 2022." },
      {
        topic: "paper",
        title: "How to get a paper copy",
        text: "It is given on the day on which you come to the medical organisation.",
      },
    ],
  },
  leaflet: {
    link: "The whole leaflet on one page, for printing",
    title: "The whole leaflet",
    lead: "All questions and answers. Print the page and give it to whoever needs it.",
    print: "Print the leaflet",
  },
};
