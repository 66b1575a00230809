/** Ctrl-C while the demo is still being told: the program ends at once, and its database with it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : assert.fail("no port");
}

/** Processes of the system whose command names the folder. */
function runningIn(folder: string): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ");
        return command.includes(folder) ? [command] : [];
      } catch {
        return []; // it ended while we were looking
      }
    });
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !what(); tries += 1) await new Promise((later) => setTimeout(later, 100));
}

test("Ctrl-C in the middle of the first start leaves no database behind", async () => {
  const folder = mkdtempSync(join(tmpdir(), "medkarta-interrupt-"));
  const env = { ...process.env, MEDKARTA_DATA: join(folder, "data"), MEDKARTA_PORT: String(await freePort()) };
  const child = spawn(process.execPath, ["--import", "tsx", main], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const ended = once(child, "exit");
  try {
    await until(() => /Больницы рассказывают/.test(said) || child.exitCode !== null);
    assert.match(said, /Больницы рассказывают/);
    assert.ok(runningIn(folder).length > 0, "its database runs");
    child.kill("SIGINT");
    assert.deepEqual(await ended, [130, null]);
    await until(() => runningIn(folder).length === 0);
    assert.deepEqual(runningIn(folder), []);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
