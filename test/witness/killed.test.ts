/** `medkarta witness` as a program: started, asked, killed in the middle, started again on the same folder. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { formatVkey, parseVkey } from "../../src/merkle/key.ts";
import { parseNote, parseSignatureLines, verifyNote } from "../../src/merkle/note.ts";
import { type History, history, logVerifier, named } from "./logs.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "medkarta-witness-killed-"));
  await writeFile(path.join(folder, "logs"), `${formatVkey(logVerifier)}\n`);
});
after(() => rm(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly vkey: string;
}

async function start(): Promise<Started> {
  const args = ["witness", "--name", "killed.test/w", "--logs", path.join(folder, "logs"), "--port", "0"];
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args, "--data", path.join(folder, "data")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the witness did not start: ${told}`)));
    child.stderr.on("data", (part) => {
      told += part;
      const url = /http:\S+(?=\/add-checkpoint)/.exec(told)?.[0];
      const vkey = /killed\.test\S+/.exec(told)?.[0];
      if (url && vkey) resolve({ child, url, vkey });
    });
  });
}

async function kill({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = child.exitCode === null && child.signalCode === null ? await once(child, "exit") : [child.exitCode];
  return code;
}

test("kill -9 at any moment never leads to two cosigned trees that contradict each other", async () => {
  const ROUNDS = 4;
  let tree: readonly string[] = [];
  /** Every cosigned root, by size: gathered over all lives of the witness. */
  const cosigned = new Map<number, Set<string>>();
  let [lost, answered] = [0, 0];
  let vkey = "";

  const ask = async (url: string, fork: History, old: number, size: number): Promise<number> => {
    const body = Buffer.from(fork.request(old, size));
    const answer = await fetch(`${url}/add-checkpoint`, { method: "POST", body });
    const text = await answer.text();
    if (answer.status === 200) {
      const note = parseNote(fork.note(size));
      verifyNote({ text: note.text, signatures: parseSignatureLines(text) }, [parseVkey(vkey)]);
      cosigned.set(size, (cosigned.get(size) ?? new Set()).add(note.text));
    }
    return answer.status;
  };

  for (let round = 0; round < ROUNDS; round++) {
    const started = await start();
    vkey ||= started.vkey;
    assert.equal(started.vkey, vkey);
    const old = tree.length;
    const names = ["this", "that"].map((way) => [...tree, ...named(3, `${way} ${round}`)]);
    const forks = names.map((each) => history(each));
    // Both forks at once, over and over, and a bolt from the blue: before any answer, or just after the first.
    const asking = Array.from({ length: 8 }, (_, i) => ask(started.url, forks[i % 2]!, old, old + 3).catch(() => null));
    await Promise.race([sleep(round % 2 === 0 ? round * 12 : 5_000), ...(round % 2 === 0 ? [] : asking)]);
    await kill(started, "SIGKILL");
    for (const status of await Promise.all(asking)) status === null ? lost++ : answered++;

    const again = await start();
    const statuses = [];
    for (const fork of forks)
      statuses.push(await ask(again.url, fork, old, old + 3), await ask(again.url, fork, old + 3, old + 3));
    assert.ok(statuses.includes(200), statuses.join(" "));
    const [kept] = cosigned.get(old + 3) ?? [];
    tree = names[forks.findIndex((fork) => parseNote(fork.note(old + 3)).text === kept)]!;
    await kill(again, "SIGKILL");
  }
  assert.equal(cosigned.size, ROUNDS);
  for (const [size, texts] of cosigned)
    assert.equal(texts.size, 1, `${texts.size} trees of size ${size} were cosigned`);
  assert.ok(lost > 0 && answered > 0, `${lost} answers were lost, ${answered} were not: the bolt hit both sides`);
});

test("Ctrl-C ends it cleanly; its key is told for a policy", async () => {
  const started = await start();
  assert.equal(await (await fetch(started.url)).text(), `${started.vkey}\n`);
  assert.equal(await kill(started, "SIGINT"), 0);
});
