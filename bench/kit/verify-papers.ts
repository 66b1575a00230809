/**
 * A process of its own for one way of verifying, since an engine is chosen once: argument `wasm`, `plain` (no
 * WebAssembly) or `pkijs`, then the bytes of a document, then for pkijs the folder that has it in node_modules. Writes
 * one line of JSON: rates per second of processor time.
 */
import type { SignedPaper } from "./signed-papers.ts";

const [way = "wasm", bytes = "20000", folder = ""] = process.argv.slice(2);
if (way === "plain") Reflect.deleteProperty(globalThis, "WebAssembly");

const { signedPapers } = await import("./signed-papers.ts");
const { digestsOf } = await import("../../src/cms/digests.ts");
const { engine, engineName } = await import("../../src/cms/engine.ts");
const { openTrustStore } = await import("../../src/cms/trust.ts");
const { validateSignature } = await import("../../src/cms/validate.ts");

const figures: Record<string, number> = {};

const runs = engineName();
if ((way === "plain") !== (runs === "plain JavaScript")) throw new Error(`${way} was asked for, but it runs ${runs}`);

for (const bits of [256, 512] as const) {
  for (const [label, signers] of [
    ["known", 1],
    ["new", 300],
  ] as const) {
    const { root, crl, now, papers } = signedPapers({ bits, count: 300, signers, bytes: Number(bytes) });
    const material = { roots: [root], crls: [crl] };
    if (way === "pkijs") {
      const { openPkijs } = await import("./pkijs.ts");
      const verify = await openPkijs(folder, root, now);
      figures[`${bits} ${label}`] = await rate(papers.slice(0, 60), async (paper) => mustPass(await verify(paper)));
      continue;
    }
    let trust = openTrustStore(material);
    const verify = ({ document, signature }: SignedPaper) => {
      const question = { document: digestsOf(document), signature, trust, bestTime: now, now };
      mustPass(validateSignature(question)[0]?.indication === "TOTAL-PASSED");
    };
    figures[`${bits} ${label}`] = await rate(papers, verify, () => {
      // Who comes for the first time has a certificate that nobody has read or proved yet.
      if (label === "new") trust = openTrustStore(material);
    });
  }
}
if (way !== "pkijs") {
  const block = new Uint8Array(1 << 20).fill(7);
  const perSecond = await rate([block], (bytes) => {
    engine.streebog256(bytes);
  });
  figures["Streebog MB/s"] = Number(((perSecond * block.length) / 1e6).toFixed(1));
}
process.stdout.write(`${JSON.stringify(figures)}\n`);

function mustPass(passed: boolean): void {
  if (!passed) throw new Error("a good signature was not accepted");
}

/** A second to warm up, then two of processor time. */
async function rate<T>(
  items: readonly T[],
  deed: (item: T) => Promise<void> | void,
  beforeRound: () => void = () => {},
): Promise<number> {
  let perSecond = 0;
  for (const seconds of [1, 2]) {
    const before = process.cpuUsage();
    let done = 0;
    let used = 0;
    while (used < seconds * 1e6) {
      beforeRound();
      for (const item of items) await deed(item);
      done += items.length;
      const { user, system } = process.cpuUsage(before);
      used = user + system;
    }
    perSecond = (done / used) * 1e6;
  }
  return Math.round(perSecond);
}
