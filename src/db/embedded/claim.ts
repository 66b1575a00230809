/**
 * One launcher per data folder: a lock that the kernel itself lets go of, however the process ends.
 *
 * A lock file outlives `kill -9`; an abstract Unix socket does not. Whoever finds the name taken asks the holder for
 * its process id, so that the refusal can name it.
 */
import { stat } from "node:fs/promises";
import net from "node:net";
import { Refusal } from "../../basics/refusal.ts";

/** Gives the claim back. Safe to call twice. */
export type Release = () => void;

/** Takes the folder, or refuses with `database.folder-in-use` when another live process holds it. */
export async function claimFolder(folder: string): Promise<Release> {
  const release = await tryClaim(await nameOf(folder));
  if (release) return release;
  throw inUse(folder, await holder(folder));
}

/** Waits until the folder is free. For work that several processes want done once. */
export async function waitForClaim(folder: string): Promise<Release> {
  const name = await nameOf(folder);
  for (;;) {
    const release = await tryClaim(name);
    if (release) return release;
    await new Promise((wake) => setTimeout(wake, 25));
  }
}

export function inUse(folder: string, pid: number | undefined): Refusal {
  const who = pid ? { ru: ` (процесс ${pid})`, en: ` (process ${pid})` } : { ru: "", en: "" };
  return new Refusal("conflict", "database.folder-in-use", {
    ru: `С папкой данных ${folder} уже работает другой запуск${who.ru}. Остановите его или укажите другую папку в MEDKARTA_DATA (и другой порт в MEDKARTA_PORT).`,
    en: `Another run${who.en} already works in the data folder ${folder}. Stop it, or name another folder in MEDKARTA_DATA (and another port in MEDKARTA_PORT).`,
  });
}

/** By device and inode, so that two spellings of one path are one folder. */
async function nameOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder);
  return `\0medkarta.data.${dev}.${ino}`;
}

function tryClaim(name: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((asking) => {
      asking.on("error", () => {}); // who asks may hang up
      asking.end(String(process.pid));
    });
    server.unref();
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => resolve(() => void server.close()));
  });
}

async function holder(folder: string): Promise<number | undefined> {
  const name = await nameOf(folder);
  return new Promise((resolve) => {
    const asking = net.connect(name);
    let answer = "";
    asking.setTimeout(500, () => asking.destroy());
    asking.on("data", (bytes) => {
      answer += bytes;
    });
    asking.on("error", () => {});
    asking.on("close", () => resolve(Number(answer) || undefined));
  });
}
