/** The page of checking that lies on somebody's own disk: whole in one file, it asks no network for anything. */
import { type Sheet, sheetsOf } from "../../src/evidence/sheet.ts";
import { parseTrustFiles } from "../../src/evidence/trust-files.ts";
import { Status } from "../sign/elements.ts";
import { check } from "./check.ts";
import { drawSheets, type Language } from "./draw.ts";

const trust = parseTrustFiles(document.getElementById("trust")?.textContent ?? "{}");
const language: Language = document.documentElement.lang === "en" ? "en" : "ru";
const input = document.querySelector("input") as HTMLInputElement;
const zone = document.querySelector(".drop-zone") as HTMLElement;
const result = document.querySelector("#result") as HTMLElement;
const said = zone.dataset;
const status = new Status();
result.before(status.node);

async function show(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  result.replaceChildren();
  status.wait(said.judging ?? "");
  const began = performance.now();
  try {
    const sheets = sheetsOf(await check(files, trust, () => {}), language);
    result.replaceChildren(drawSheets(sheets, language, sayNow));
    result.dataset.ms = String(Math.round(performance.now() - began));
    status.wait([...sheets.sheets.map(({ title }) => title), ...sheets.troubles.map(({ words }) => words)].join(" "));
    result.focus();
  } catch (error) {
    status.fault((error instanceof RangeError ? said.tooMuch : said.failed) ?? "");
  }
}

/** A page without a network cannot know what happened since: it says where to ask. */
function sayNow({ now }: Sheet, into: HTMLElement): void {
  const words = document.createElement("p");
  words.textContent = now ? `${said.now} ${trust.source}/verify/${now.number}` : (said.nowUnasked ?? "");
  into.append(words);
}

input.addEventListener("change", () => void show([...(input.files ?? [])]));
for (const name of ["dragover", "dragleave", "drop"] as const)
  document.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.toggle("dropping", name === "dragover");
    if (name === "drop") void show([...(event.dataTransfer?.files ?? [])]);
  });
