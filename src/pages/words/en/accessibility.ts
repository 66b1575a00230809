/** The accessibility statement: what is done, what is not yet, how it was tested, where to write. */
import type { Messages } from "../ru.ts";

export const accessibility = {
  title: "Accessibility statement",
  lead: "Everybody can use this portal: with large text, by keyboard, with a screen reader.",
  link: "Accessibility",
  checked: (day: string) => `Checked on ${day}`,
  standard: {
    title: "Which rules",
    text: "We follow GOST R 52872-2019 and WCAG 2.2, level AA. Where they differ, we do what the stricter one asks.",
  },
  done: {
    title: "What you can do",
    list: [
      "Enlarge the text to 200 %: lines wrap, and nothing has to be scrolled sideways.",
      "Choose one of two typefaces and one of six colour schemes. In five of them the contrast of text is 7 : 1 or more.",
      "Spread letters and lines. Take the pictures away: words stand in their place.",
      "Do everything by keyboard. The first link leads to the content, the second to these settings.",
      "Use the portal without JavaScript.",
      "Stop whatever updates by itself. Two minutes before you are signed out we tell you, and you can stay.",
      "Download a document as a PDF that is marked up for screen readers.",
    ],
    settings: "Text size and colours",
  },
  gaps: {
    title: "What is not there yet",
    list: [
      "When an organisation sent a document as a finished PDF or a scan, we show it as it is. It may lack mark-up and descriptions.",
      "Diagnoses and conclusions are written in Russian, and stay Russian in the English version.",
      "We tested the portal with programs and by keyboard. People with NVDA, JAWS and VoiceOver have not tested it yet.",
      "The pages do not read themselves aloud: a screen reader or the browser does.",
    ],
  },
  tested: {
    title: "How it was tested",
    list: [
      "axe-core checks each page in a browser, at the width of a phone and of a computer. It finds no fault.",
      "Each page is squeezed to 320 pixels with text at 100 and 200 %, and with letters and lines spread. Nothing scrolls sideways.",
      "A program computes the contrast of each pair of colours of each scheme.",
      "The main ways are walked without a mouse and without JavaScript.",
    ],
    again: "The tests run with each change of the portal.",
  },
  contact: {
    title: "If something is in your way",
    text: "Write on which page and what did not work. While we mend it, the registration desk of the organisation that issued a document will give it and a copy of it to you.",
    help: "Help",
  },
} satisfies Messages["accessibility"];
