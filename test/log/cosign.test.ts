/** After signing, witnesses are asked: their word is shown, and no trouble of theirs holds anything up. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startCollector } from "../../src/log/cosign/collect.ts";
import { latestCheckpoint, proofOf } from "../../src/log/prove.ts";
import { seal } from "../../src/log/seal.ts";
import { openCosigned, readCosigned } from "../../src/merkle/cosigned.ts";
import { toUtf8 } from "../../src/merkle/encoding.ts";
import { formatVkey } from "../../src/merkle/key.ts";
import { parseNote, signatureLine } from "../../src/merkle/note.ts";
import { type Policy, parsePolicy } from "../../src/merkle/policy.ts";
import { cosign, signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { verifyInclusion } from "../../src/merkle/verify-proof.ts";
import { parseKnownLogs } from "../../src/witness/known-logs.ts";
import { openOwnKey } from "../../src/witness/own-key.ts";
import { openWitnessServer } from "../../src/witness/server.ts";
import { openWitness } from "../../src/witness/witness.ts";
import { atDesk, type Desk, NOW, oneCluster } from "./desk.ts";

oneCluster();

interface Running {
  readonly vkey: string;
  readonly url: string;
  readonly server: Server;
  asked: number;
}

async function listen(vkey: string, server: Server): Promise<Running> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const running = { vkey, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked: 0 };
  server.on("request", () => running.asked++);
  return running;
}

async function honest({ dir, signer }: Desk, name: string): Promise<Running> {
  const place = path.join(dir, name);
  const key = await openOwnKey({ dir: place, name: `${name}.test`, random: randomBytes });
  const witness = openWitness({ dir: place, key, logs: parseKnownLogs(signer.vkey), clock: () => NOW });
  const vkey = formatVkey(verifierOf(key));
  return listen(vkey, openWitnessServer({ witness, vkey, onError: assert.ifError }));
}

const lyingKey = signingKey("lying.test", new Uint8Array(32).fill(6), 4);
const lying = (how: RequestListener) => listen(formatVkey(verifierOf(lyingKey)), createServer(how));

const close = ({ server }: Running) => {
  server.close();
  server.closeAllConnections();
};

function policyOf(desk: Desk, witnesses: readonly Running[], quorum: string): Policy {
  const lines = witnesses.map(({ vkey, url }, i) => `witness w${i} ${vkey} ${url}`);
  const names = witnesses.map((_, i) => `w${i}`).join(" ");
  return parsePolicy(
    toUtf8(
      `log ${desk.signer.vkey}\n${lines.join("\n")}\n${quorum === "none" ? "" : `group q ${quorum} ${names}\n`}quorum ${quorum === "none" ? "none" : "q"}\n`,
    ),
  );
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await sleep(25);
  }
  assert.fail(`it never came to: ${what}`);
}

/** Runs a collector at a desk; `told` are the troubles, once each. */
async function collecting(
  desk: Desk,
  policy: Policy,
  deed: (collector: ReturnType<typeof startCollector>, told: string[]) => Promise<void>,
  clock: () => Date = () => NOW,
): Promise<void> {
  const told: string[] = [];
  const errors: unknown[] = [];
  const collector = startCollector({
    database: desk.database,
    log: "docs",
    policy,
    clock,
    timeoutMs: 400,
    onTrouble: ({ witness, code }) => told.push(`${witness} ${code}`),
    onError: (error) => errors.push(error),
  });
  try {
    await deed(collector, told);
  } finally {
    await collector.stop();
  }
  assert.deepEqual(errors, []);
}

const sealMore = async (desk: Desk, count: number) => {
  const ids = await desk.fill(count);
  await seal(desk.database, desk.signer, NOW);
  return ids;
};

test(
  "two witnesses cosign what is sealed; the proof of a record carries them, and its checkpoint is the published one",
  atDesk(async (desk) => {
    const witnesses = [await honest(desk, "ministry"), await honest(desk, "patients")];
    const policy = policyOf(desk, witnesses, "all");
    await collecting(desk, policy, async (collector, told) => {
      for (const count of [3, 300, 1]) {
        const [id = ""] = await sealMore(desk, count);
        collector.kick();
        const { size } = (await desk.signer.signed())!;
        await until("both cosigned", () => collector.state().witnesses.every((one) => one.size === size));
        await until("held", () => collector.state().quorum === "held");
        const proof = (await proofOf(desk.portal.sql, "docs", id))!;
        const opened = openCosigned(toUtf8(proof.note), policy);
        assert.deepEqual(
          opened.cosigners.map(({ name, at }) => [name, at.getTime()]),
          [
            ["ministry.test", NOW.getTime()],
            ["patients.test", NOW.getTime()],
          ],
        );
        const { index, leafHash, hashes } = proof;
        assert.ok(verifyInclusion({ index, leafHash, size: opened.size, root: opened.root, proof: hashes }));
        const shown = (await latestCheckpoint(desk.portal.sql, "docs"))!;
        assert.deepEqual([shown.size, shown.note], [size, proof.note]);
      }
      assert.deepEqual(told, []);
    });
    witnesses.forEach(close);
  }),
);

test(
  "until the quorum is there, the last checkpoint that had one is shown; a newer record's proof is of the log alone",
  atDesk(async (desk) => {
    const witnesses = [await honest(desk, "ministry"), await honest(desk, "patients")];
    const policy = policyOf(desk, witnesses, "all");
    const [old = ""] = await sealMore(desk, 5);
    await collecting(desk, policy, async (collector) => {
      await until("held", () => collector.state().quorum === "held");
    });
    close(witnesses[1]!);

    let now = NOW;
    const withWitness = policyOf(desk, witnesses, "all");
    await collecting(
      desk,
      withWitness,
      async (collector, told) => {
        const [late = ""] = await sealMore(desk, 5);
        collector.kick();
        await until("missing", () => collector.state().quorum === "missing");
        assert.equal((await latestCheckpoint(desk.portal.sql, "docs"))?.size, 5);
        assert.equal((await proofOf(desk.portal.sql, "docs", old))?.size, 5);
        const proof = (await proofOf(desk.portal.sql, "docs", late))!;
        assert.equal(proof.size, 10);
        assert.equal(readCosigned(toUtf8(proof.note), policy).quorum, false);
        assert.deepEqual(told, ["patients.test unreachable"]);
        // A minute later it is shown as it is: that the quorum is missing must not stay hidden.
        now = new Date(NOW.getTime() + 61_000);
        collector.kick();
        await until("shown", async () => (await latestCheckpoint(desk.portal.sql, "docs"))?.size === 10);
        assert.equal(collector.state().quorum, "missing");
        const { troubles } = collector.state().witnesses[1]!;
        assert.ok(troubles >= 1);
      },
      () => now,
    );
    close(witnesses[0]!);
  }),
);

test(
  "a witness that was cosigning for another server, or has forgotten nothing, is caught up from where it says it stands",
  atDesk(async (desk) => {
    const witness = await honest(desk, "ministry");
    const policy = policyOf(desk, [witness], "all");
    await sealMore(desk, 7);
    await collecting(desk, policy, (collector) => until("held", () => collector.state().quorum === "held"));
    await desk.owner.pool.query("DELETE FROM log_cosignature");
    await sealMore(desk, 300);
    await collecting(desk, policy, async (collector, told) => {
      await until("held", () => collector.state().quorum === "held");
      assert.equal(witness.asked, 3); // one; then one with old 0, which is told 7, and one from 7
      assert.deepEqual(told, []);
    });
    close(witness);
  }),
);

const lies: readonly { what: string; code: string; how: RequestListener }[] = [
  { what: "is silent", code: "slow", how: () => {} },
  { what: "answers at length", code: "answer-too-long", how: (_, answer) => void answer.end("x".repeat(100_000)) },
  { what: "is broken", code: "refused", how: (_, answer) => void answer.writeHead(500).end("no") },
  { what: "does not know the log", code: "refused", how: (_, answer) => void answer.writeHead(404).end("unknown log\n") },
  { what: "sends elsewhere", code: "refused", how: (_, answer) => void answer.writeHead(307, { location: "http://127.0.0.1:9/" }).end() },
  { what: "conflicts without a size", code: "refused", how: (_, answer) => void answer.writeHead(409).end("many\n") },
  { what: "conflicts with a size in words", code: "refused", how: (_, answer) => void answer.writeHead(409, { "content-type": "text/x.tlog.size" }).end("03\n") },
  { what: "saw more than there is", code: "witness-ahead", how: (_, answer) => void answer.writeHead(409, { "content-type": "text/x.tlog.size" }).end("900719925474099\n") },
  { what: "saw two, and does not take it", code: "false-size", how: (_, answer) => void answer.writeHead(409, { "content-type": "text/x.tlog.size" }).end("2\n") },
  { what: "says nothing", code: "no-cosignature", how: (_, answer) => void answer.end() },
  { what: "signs as somebody else", code: "no-cosignature", how: (_, answer) => void answer.end(signatureLine(cosign(signingKey("else.test", new Uint8Array(32), 4), "x\n", NOW))) },
  { what: "signs something else", code: "false-cosignature", how: (_, answer) => void answer.end(signatureLine(cosign(lyingKey, "x\n", NOW))) },
]; // biome-ignore format: a table

for (const { what, code, how } of lies) {
  test(
    `a witness that ${what} is told once, as ${code}, and endured`,
    atDesk(async (desk) => {
      const liar = await lying(how);
      const good = await honest(desk, "ministry");
      const policy = policyOf(desk, [good, liar], "any");
      await collecting(desk, policy, async (collector, told) => {
        for (const count of [3, 2]) {
          const began = performance.now();
          await sealMore(desk, count);
          const { size } = (await desk.signer.signed())!;
          collector.kick();
          await until(
            "held",
            () => collector.state().quorum === "held" && collector.state().witnesses[0]?.size === size,
          );
          await until("told", () => told.length > 0);
          assert.ok(performance.now() - began < 9_000);
          const { note } = (await latestCheckpoint(desk.portal.sql, "docs"))!;
          assert.deepEqual(
            openCosigned(toUtf8(note), policy).cosigners.map(({ name }) => name),
            ["ministry.test"],
          );
        }
        assert.deepEqual(told, [`lying.test ${code}`]);
        assert.deepEqual(collector.state().witnesses[1]?.state, code);
      });
      [good, liar].forEach(close);
    }),
  );
}

test(
  "a witness that saw another tree of this size is a false size, and its word is not shown",
  atDesk(async (desk) => {
    const conflict = await lying(
      (_, answer) => void answer.writeHead(409, { "content-type": "text/x.tlog.size" }).end("3\n"),
    );
    const policy = policyOf(desk, [conflict], "all");
    await sealMore(desk, 3);
    await collecting(desk, policy, async (collector, told) => {
      await until("missing", () => collector.state().quorum === "missing");
      assert.deepEqual(told, ["lying.test false-size"]);
    });
    close(conflict);
  }),
);

test(
  "with quorum none the latest checkpoint is shown at once, and witnesses may still cosign it",
  atDesk(async (desk) => {
    const witness = await honest(desk, "ministry");
    await desk.owner.pool.query("INSERT INTO log_shown VALUES ('docs', 1)"); // an older policy asked for a quorum
    await sealMore(desk, 3);
    await collecting(desk, policyOf(desk, [witness], "none"), async (collector) => {
      assert.equal(collector.state().quorum, "not-asked-for");
      await until("cosigned", () => collector.state().witnesses[0]?.size === 3);
      await until("shown", async () => (await latestCheckpoint(desk.portal.sql, "docs"))?.size === 3);
      const { note } = (await latestCheckpoint(desk.portal.sql, "docs"))!;
      assert.equal(parseNote(toUtf8(note)).signatures.length, 2);
    });
    close(witness);
  }),
);

test(
  "sealing waits for no witness",
  atDesk(async (desk) => {
    const silent = await lying(() => {});
    await collecting(desk, policyOf(desk, [silent], "all"), async (collector) => {
      const began = performance.now();
      for (let round = 0; round < 5; round++) {
        await sealMore(desk, 1);
        collector.kick();
      }
      assert.ok(performance.now() - began < 5 * 400, "five rounds of sealing took as long as a silent witness");
      assert.equal((await desk.signer.signed())?.size, 5);
    });
    close(silent);
  }),
);
