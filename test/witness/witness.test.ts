/** A witness cosigns what only grows: whoever asks, however often, and through any crash. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { openSignedState } from "../../src/log/signed-state.ts";
import { concat, toUtf8 } from "../../src/merkle/encoding.ts";
import { formatVkey, verifierKey } from "../../src/merkle/key.ts";
import { formatNote, parseNote, parseSignatureLines, verifyNote } from "../../src/merkle/note.ts";
import { signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { parseKnownLogs } from "../../src/witness/known-logs.ts";
import { openOwnKey } from "../../src/witness/own-key.ts";
import { readRequest } from "../../src/witness/read-request.ts";
import { openWitnessServer } from "../../src/witness/server.ts";
import { openWitness, type WitnessOptions } from "../../src/witness/witness.ts";
import { absent, hex, utf8, vectors } from "../merkle/vectors.ts";
import { history, logKey, logVerifier, named } from "./logs.ts";

const AT = new Date("2026-11-23T12:00:00Z");
const ours = formatVkey(logVerifier);
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "medkarta-witness-"));
});
after(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function openOne(logs = ours, more: Partial<WitnessOptions> & { dir?: string } = {}) {
  const dir = more.dir ?? path.join(folder, String(count++));
  const key = await openOwnKey({ dir, name: "example.com/witness", random: randomBytes });
  const events: string[] = [];
  const witness = openWitness({
    key,
    logs: parseKnownLogs(logs),
    clock: () => AT,
    onEvent: ({ what, size }) => events.push(`${what} ${size}`),
    ...more,
    dir,
  });
  return { dir, key, verifier: verifierOf(key), witness, events };
}

async function serving<T>(
  one: Awaited<ReturnType<typeof openOne>>,
  deed: (url: string, port: number) => Promise<T>,
  most?: number,
): Promise<T> {
  const errors: unknown[] = [];
  const vkey = formatVkey(one.verifier);
  const server = openWitnessServer({
    witness: one.witness,
    vkey,
    onError: (error) => errors.push(error),
    ...(most !== undefined && { most }),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    const result = await deed(`http://127.0.0.1:${port}`, port);
    assert.deepEqual(errors, []);
    return result;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const post = (url: string, body: Uint8Array | string) =>
  fetch(`${url}/add-checkpoint`, { method: "POST", body: Buffer.from(body) });

test("all 11 steps of Sunlight's witness test pass against the real server", { skip: absent }, async () => {
  const { origin, logPublicKeyHex, steps } = vectors<{
    origin: string;
    logPublicKeyHex: string;
    steps: { name: string; requestBody: string; wantStatus: number; wantBodyContains: string }[];
  }>("witness-add-checkpoint-vectors.json");
  assert.equal(steps.length, 11);
  const one = await openOne(`# the log of the test\n${formatVkey(verifierKey(origin, hex(logPublicKeyHex)))}\n`);
  let cosigned = 0;
  await serving(one, async (url) => {
    for (const { name, requestBody, wantStatus, wantBodyContains } of steps) {
      const answer = await post(url, requestBody);
      const body = await answer.text();
      assert.equal(answer.status, wantStatus, `${name}: ${body}`);
      assert.ok(body.includes(wantBodyContains), `${name}: ${body}`);
      const type = answer.headers.get("content-type");
      assert.equal(type, wantStatus === 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8", name);
      if (wantStatus === 409) assert.match(body, /^[0-9]+\n$/);
      if (wantStatus !== 200) continue;
      const { text } = parseNote(utf8(requestBody.slice(requestBody.indexOf("\n\n") + 2)));
      const signers = verifyNote({ text, signatures: parseSignatureLines(body) }, [one.verifier]);
      assert.deepEqual(signers, [one.verifier], name);
      cosigned++;
    }
  });
  assert.equal(cosigned, 3);
});

describe("what is asked of a witness", () => {
  const tree = history(named(8));
  const status = async (one: Awaited<ReturnType<typeof openOne>>, body: Uint8Array | string) =>
    (await one.witness.addCheckpoint(Buffer.from(body))).status;

  test("the same checkpoint again is cosigned again, with a new time; a smaller one never", async () => {
    const one = await openOne();
    assert.equal(await status(one, tree.request(0, 5)), 200);
    assert.equal(await status(one, tree.request(5, 5)), 200);
    assert.equal(await status(one, tree.request(3, 3)), 409);
    assert.equal(await status(one, tree.request(5, 3)), 400);
    assert.deepEqual(await one.witness.addCheckpoint(tree.request(0, 8)), {
      status: 409,
      body: "5\n",
      type: "text/x.tlog.size",
    });
    assert.equal(await status(one, tree.request(5, 8)), 200);
    assert.deepEqual(one.events, ["cosigned 5", "cosigned 8"]);
  });

  test("an empty log is cosigned as empty and nothing else", async () => {
    const one = await openOne();
    const empty = history([]);
    assert.equal(await status(one, empty.request(0, 0)), 200);
    const text = Buffer.from(empty.note(0)).toString();
    const proofless = concat(utf8("old 0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"), utf8(text));
    assert.equal(await status(one, proofless), 422);
    assert.equal(await status(one, tree.request(0, 2)), 200);
  });

  test("two trees of one size: the second is refused and both notes are kept", async () => {
    const one = await openOne();
    const other = history([...named(4), "another"]);
    assert.equal(await status(one, tree.request(0, 5)), 200);
    assert.equal(await status(one, other.request(5, 5)), 409);
    assert.equal(await status(one, other.request(5, 5)), 409);
    assert.deepEqual(one.events, ["cosigned 5", "fork 5", "fork 5"]);
    const [log = ""] = await readdir(path.join(one.dir, "forks"));
    const [file = "", ...more] = await readdir(path.join(one.dir, "forks", log));
    assert.equal(more.length, 0);
    const kept = JSON.parse(await readFile(path.join(one.dir, "forks", log, file), "utf8"));
    for (const note of [kept.seen, kept.other])
      assert.equal(verifyNote(parseNote(toUtf8(note)), [logVerifier]).length, 1);
    assert.notEqual(kept.seen, kept.other);
  });

  test("a log that goes another way from what was seen is refused", async () => {
    const one = await openOne();
    const other = history([...named(3), "x", "y", "z"]);
    assert.equal(await status(one, tree.request(0, 5)), 200);
    assert.equal(await status(one, other.request(5, 6)), 422);
    assert.equal(await status(one, tree.request(5, 6)), 200);
  });

  test("of 20 requests at once for two forks, exactly one history is cosigned", async () => {
    for (let round = 0; round < 10; round++) {
      const dir = path.join(folder, `fork-${round}`);
      // Two processes' worth of witnesses on one folder: only the compare-and-swap of the memory stands between them.
      const both = [await openOne(ours, { dir }), await openOne(ours, { dir })];
      const forks = [history([...named(2), "this"]), history([...named(2), "that"])];
      await both[0]!.witness.addCheckpoint(tree.request(0, 2));
      const asked = Array.from({ length: 20 }, (_, i) => ({ fork: i % 2, witness: both[(i >> 1) % 2]! }));
      const answers = await Promise.all(
        asked.map(({ fork, witness }) => witness.witness.addCheckpoint(forks[fork]!.request(2, 3))),
      );
      const cosigned = new Set(asked.filter((_, i) => answers[i]?.status === 200).map(({ fork }) => fork));
      assert.equal(cosigned.size, 1, answers.map((answer) => answer.status).join(" "));
      assert.equal(answers.filter(({ status: code }) => code === 200).length, 1);
      assert.ok(answers.every(({ status: code }) => code === 200 || code === 409));
    }
  });

  test("a crash before or after the memory is written: nothing was told, and only the same tree is cosigned later", async () => {
    for (const crash of ["before", "after"] as const) {
      const dying = await openOne(ours, {
        openState: async (place) => {
          const state = await openSignedState(place);
          return {
            read: () => state.read(),
            async advance(next) {
              if (crash === "after") await state.advance(next);
              throw new Error("crash");
            },
          };
        },
      });
      await assert.rejects(dying.witness.addCheckpoint(tree.request(0, 3)), /crash/);
      const again = await openOne(ours, { dir: dying.dir });
      const other = history(["other", "history", "wholly"]);
      const first = await again.witness.addCheckpoint(other.request(0, 3));
      assert.equal(first.status, crash === "after" ? 409 : 200);
      const second = await again.witness.addCheckpoint(tree.request(3, 3));
      assert.equal(second.status, crash === "after" ? 200 : 409);
    }
  });

  test("a witness whose memory is damaged cosigns nothing", async () => {
    const one = await openOne();
    assert.equal(await status(one, tree.request(0, 3)), 200);
    const seen = path.join(one.dir, "seen");
    const [log = ""] = await readdir(seen);
    const [file = ""] = await readdir(path.join(seen, log));
    await writeFile(path.join(seen, log, file), "{");
    await assert.rejects(one.witness.addCheckpoint(tree.request(3, 5)));
    await assert.rejects(one.witness.addCheckpoint(tree.request(0, 5)));
  });

  test("a log with an old and a new key is cosigned by either, and by no third", async () => {
    const [second, third] = [2, 3].map((byte) => signingKey(logKey.name, new Uint8Array(32).fill(byte)));
    const one = await openOne(`${ours}\n\n# since the rotation\n${formatVkey(verifierOf(second!))}\n`);
    assert.equal(await status(one, tree.request(0, 1)), 200);
    assert.equal(await status(one, history(named(8), third).request(1, 4)), 403);
    assert.equal(await status(one, history(named(8), second).request(1, 4)), 200);
  });

  test("no changed bit and no cut of a request is cosigned as something else, or thrown at", async () => {
    const whole = tree.request(3, 8);
    const one = await openOne();
    assert.equal(await status(one, tree.request(0, 3)), 200);
    const seen = new Map<number, number>();
    for (let at = 0; at < whole.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = whole.slice();
        changed[at]! ^= 1 << bit;
        const code = await status(one, changed);
        assert.notEqual(code, 200, `byte ${at}, bit ${bit}`);
        seen.set(code, (seen.get(code) ?? 0) + 1);
      }
      assert.notEqual(await status(one, whole.subarray(0, at)), 200, `only ${at} bytes`);
    }
    assert.deepEqual([...seen.keys()].sort(), [400, 403, 404, 409, 422]);
    assert.equal(await status(one, whole), 200);
  });

  test("requests in all shapes of nonsense are malformed", () => {
    const note = Buffer.from(tree.note(1)).toString();
    const hash = "A".repeat(43);
    for (const text of [
      "",
      "\n\n",
      "old\n\n",
      "old 01\n\n",
      "old -1\n\n",
      "Old 0\n\n",
      "old 0 \n\n",
      `old 0\n${hash}\n\n`,
    ]) {
      assert.throws(() => readRequest(utf8(text + note)), { name: "Malformed" }, JSON.stringify(text));
    }
    const long = `old 0\n${`${hash}=\n`.repeat(64)}\n${note}`;
    assert.throws(() => readRequest(utf8(long)), /63/);
    assert.throws(() => readRequest(Uint8Array.of(0xff, 0x0a, 0x0a)), /UTF-8/);
  });
});

describe("the server", () => {
  const tree = history(named(8));

  test("tells its key and the latest checkpoint it cosigned, and nothing else", async () => {
    const one = await openOne();
    await serving(one, async (url) => {
      assert.equal(await (await fetch(url)).text(), `${formatVkey(one.verifier)}\n`);
      await post(url, tree.request(0, 3));
      const [hash = ""] = await readdir(path.join(one.dir, "seen"));
      const note = parseNote(new Uint8Array(await (await fetch(`${url}/${hash}/checkpoint`)).arrayBuffer()));
      assert.equal(verifyNote(note, [logVerifier, one.verifier]).length, 2);
      assert.equal((await fetch(`${url}/${"0".repeat(64)}/checkpoint`)).status, 404);
      assert.equal((await fetch(`${url}/witness.key`)).status, 404);
      assert.equal((await fetch(`${url}/add-checkpoint`)).status, 405);
      assert.equal((await fetch(url, { method: "DELETE" })).status, 405);
    });
  });

  test("keeps no signature of strangers", async () => {
    const one = await openOne();
    const note = parseNote(tree.note(3));
    const more = formatNote({
      ...note,
      signatures: [...note.signatures, { name: "stranger", keyId: "00000000", signature: new Uint8Array(64) }],
    });
    assert.equal((await one.witness.addCheckpoint(concat(utf8("old 0\n\n"), more))).status, 200);
    const [hash = ""] = await readdir(path.join(one.dir, "seen"));
    assert.ok(!(await one.witness.latest(hash))?.includes("stranger"));
  });

  test("a body that is too long is refused before it is read", async () => {
    await serving(await openOne(), async (url) => {
      const answer = await post(url, "x".repeat(100_000)).catch(() => null); // the connection may be closed under it
      assert.ok(answer === null || answer.status === 413);
      assert.equal((await post(url, tree.request(0, 3))).status, 200);
    });
  });

  test("more at once than it takes are asked to come again", async () => {
    await serving(
      await openOne(),
      async (url, port) => {
        const slow = connect(port, "127.0.0.1");
        slow.write("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nold");
        await once(slow, "connect");
        let busy = 0;
        for (let tries = 0; tries < 50 && busy === 0; tries++) busy = Number((await fetch(url)).status === 503);
        assert.equal(busy, 1);
        slow.destroy();
        let free = 0;
        for (let tries = 0; tries < 50 && free === 0; tries++) free = Number((await fetch(url)).status === 200);
        assert.equal(free, 1);
      },
      1,
    );
  });
});

test("a witness keeps its key and its name", async () => {
  const one = await openOne();
  const again = await openOwnKey({ dir: one.dir, random: randomBytes });
  assert.deepEqual(again, one.key);
  const named = (name: string | undefined, dir = one.dir) => openOwnKey({ dir, name, random: randomBytes });
  await assert.rejects(named("another.example"), { code: "key-malformed" });
  await assert.rejects(named(undefined, path.join(folder, "new")), { code: "key-malformed" });
  await assert.rejects(named("a name", path.join(folder, "new")), { code: "key-malformed" });
});

test("a list of logs that is wrong is refused with its line", () => {
  assert.throws(() => parseKnownLogs(`\n${ours.slice(0, -2)}\n`), /line 2/);
  assert.throws(() => parseKnownLogs("x"), { code: "logs-malformed" });
});
