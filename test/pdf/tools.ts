/** The programs that look into a PDF for us: poppler-utils and qpdf. Tests that need one skip by name where it is not. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `false`, or why a test that needs the program is skipped. */
export function skipWithout(program: string): false | string {
  return spawnSync(program, ["--version"]).error ? `${program} is not installed` : false;
}

/** Runs a program over a PDF in a folder of its own; `@` stands for the file, the folder is the working directory. */
export function look(program: string, args: readonly string[], pdf: Uint8Array): string {
  return inFolder(pdf, (file, cwd) =>
    execFileSync(
      program,
      args.map((arg) => (arg === "@" ? file : arg)),
      { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 256 * 1024 * 1024 },
    ),
  );
}

/** Text in the order in which it is written in the file. */
export function textOf(pdf: Uint8Array): string {
  return look("pdftotext", ["-raw", "-enc", "UTF-8", "@", "-"], pdf);
}

/** Files inside a PDF, by number from 1. */
export function enclosedFile(pdf: Uint8Array, number: number): Buffer {
  return inFolder(pdf, (file, cwd) => {
    const program = "pdfdetach"; // by a name of its own: it is no binary of a package
    execFileSync(program, ["-save", String(number), "-o", join(cwd, "enclosed"), file], { stdio: "ignore" });
    return readFileSync(join(cwd, "enclosed"));
  });
}

function inFolder<T>(pdf: Uint8Array, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "medkarta-pdf-"));
  try {
    const file = join(folder, "a.pdf");
    writeFileSync(file, pdf);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
