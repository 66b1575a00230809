/** Runs a program that takes its time, and shows that it goes on. Everything goes to stderr: stdout is for results. */
import { spawn } from "node:child_process";

/** Something that a person can mend; shown without a stack. */
export class Trouble extends Error {}

/** @param {unknown} error */
export function complain(error) {
  const text = error instanceof Trouble ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`\n✖ ${text}\n`);
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {string} title what is being done
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, step?: (output: string) => string, isHopeless?: (output: string) => boolean }} options `step`
 *   turns the output so far into a few words, such as "12 of 259"; `isHopeless` sees in it that waiting is in vain
 * @returns {Promise<{ ok: boolean, output: string }>} never rejects; a program that is not there is not ok either
 */
export async function runWithProgress(title, file, args, { cwd, env, step = () => "", isHopeless = () => false }) {
  const started = performance.now();
  const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`;
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
      if (isHopeless(output)) child.kill();
    });
  }
  const live = process.stderr.isTTY;
  const ticking = setInterval(
    () => {
      const words = [title, step(output), seconds()].filter(Boolean).join(" · ");
      process.stderr.write(live ? `\r\x1b[2K${words}` : `${words}\n`);
    },
    live ? 250 : 5000,
  );
  if (!live) say(title);
  const ok = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += String(error);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  clearInterval(ticking);
  say(`${live ? "\r\x1b[2K" : ""}${ok ? "✔" : "✖"} ${title} · ${seconds()}`);
  return { ok, output };
}
