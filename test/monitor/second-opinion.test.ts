/** The files of our own log, sealed in a real database and cosigned by real witnesses, before Python and OpenSSL. */
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeCosignature } from "../../src/log/cosign/store.ts";
import { latestCheckpoint } from "../../src/log/prove.ts";
import { seal } from "../../src/log/seal.ts";
import { readEntries, readTile } from "../../src/log/serve-tile.ts";
import { isEntry } from "../../src/merkle/commitment.ts";
import { concat, toHex, toUtf8 } from "../../src/merkle/encoding.ts";
import { formatVkey } from "../../src/merkle/key.ts";
import { parsePolicy } from "../../src/merkle/policy.ts";
import { verifierOf } from "../../src/merkle/sign.ts";
import { tilePath, tileWidth } from "../../src/merkle/tile.ts";
import { checkLog } from "../../src/monitor/check-log.ts";
import { openMemory } from "../../src/monitor/memory.ts";
import { openSource } from "../../src/monitor/source.ts";
import { openOwnKey } from "../../src/witness/own-key.ts";
import { openWitness } from "../../src/witness/witness.ts";
import { atDesk, type Desk, NOW } from "../log/desk.ts";

const script = fileURLToPath(new URL("second_opinion.py", import.meta.url));
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const absent = has("python3", "--version") && has("openssl", "version") ? false : "no python3 or no openssl here";

/** What the server would hand out, as files. */
async function copyOf({ portal, dir }: Desk): Promise<string> {
  const folder = path.join(dir, "copy");
  const put = async (name: string, bytes: Uint8Array | string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  };
  const { size, note } = (await latestCheckpoint(portal.sql, "docs"))!;
  await put("checkpoint", note);
  for (let level = 0; 256 ** level <= size; level++) {
    for (let n = 0, width = 1; width > 0; n++) {
      width = tileWidth({ level, n }, size);
      if (width === 0) break;
      await put(tilePath(level, n, width), (await readTile(portal.sql, "docs", level, n, width))!);
      if (level === 0) await put(tilePath("entries", n, width), (await readEntries(portal.sql, "docs", n, width))!);
    }
  }
  return folder;
}

test(
  "the published files of 700 sealed entries hold before Python, OpenSSL and our monitor alike",
  { skip: absent },
  atDesk(async (desk) => {
    await desk.fill(700);
    for (let more = true; more; ) more = (await seal(desk.database, desk.signer, NOW)).more;
    const dir = path.join(desk.dir, "witness");
    const key = await openOwnKey({ dir, name: "witness.test", random: randomBytes });
    const vkey = formatVkey(verifierOf(key));
    const logs = new Map([[desk.signer.origin, [desk.signer.key]]]);
    const witness = openWitness({ dir, key, logs, clock: () => NOW });
    const { size, root, note } = (await latestCheckpoint(desk.portal.sql, "docs"))!;
    const { status, body } = await witness.addCheckpoint(concat(toUtf8("old 0\n\n"), toUtf8(note)));
    assert.equal(status, 200);
    const line = { size, witness: vkey.split("+").slice(0, 2).join("+"), line: body, at: NOW };
    await desk.database.transact((tx) => writeCosignature(tx, "docs", line));

    const folder = await copyOf(desk);
    const opinion = async () =>
      JSON.parse((await promisify(execFile)("python3", [script, folder, desk.signer.vkey, vkey])).stdout);
    assert.deepEqual(await opinion(), {
      origin: desk.signer.origin,
      size: 700,
      root: toHex(root),
      entries: 700,
      tiles: 4,
      cosigned: 1,
    });
    const policy = parsePolicy(toUtf8(`log ${desk.signer.vkey}\nwitness w ${vkey}\nquorum w\n`));
    const memory = await openMemory(path.join(desk.dir, "memory"));
    const report = await checkLog({
      source: openSource(folder),
      memory,
      policy,
      now: NOW,
      staleMs: 60_000,
      fits: isEntry,
      again: 1,
    });
    assert.deepEqual([report.state, report.root, report.checked], ["well", toHex(root), { entries: 700, tiles: 4 }]);

    const file = path.join(folder, "tile/entries/001");
    const bytes = await readFile(file);
    bytes[100]! ^= 1;
    await writeFile(file, bytes);
    await assert.rejects(opinion(), /tile 0\/1/); // an opinion that could not be bad would be none
  }),
);
