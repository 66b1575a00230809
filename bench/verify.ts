/** Full verifications of a detached CMS signature per second of processor time: ours, pkijs over our GOST, OpenSSL. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { opensslRate } from "./kit/openssl-verify.ts";
import type { BenchResult, Scenario } from "./run.ts";

type Figures = Readonly<Record<string, string | number>>;

export const verify: Scenario = {
  name: "verify",
  summary: "full verifications of CMS signatures per CPU second. Argument: bytes of a document, 20000",
  async run([bytes = "20000"]): Promise<BenchResult> {
    const folder = mkdtempSync(join(tmpdir(), "medkarta-pkijs-"));
    try {
      const pkijs = installPkijs(folder);
      const table: Figures[] = [
        { way: "ours, WebAssembly", ...papers("wasm", bytes) },
        { way: "ours, BigInt", ...papers("plain", bytes) },
        ...(pkijs ? [{ way: "pkijs 4.0.0 over our GOST", ...papers("pkijs", bytes, folder) }] : []),
        { way: "OpenSSL + engine, a process each", ...openssl(Number(bytes)) },
      ];
      return {
        table,
        notes: [
          `a document of ${bytes} bytes with one signature: CMS and certificate read, digest, signed attributes, certificate pinned, curve, chain, revocation list`,
          "«known»: one signer, whose chain is proved already; «new»: each signer comes for the first time, so that the certificate's signature is verified too",
          "pkijs verifies the chain and looks at no list; OpenSSL reads certificate and list anew in each process",
          ...(pkijs ? [] : ["pkijs could not be installed: nothing to compare with"]),
          "aim: 3,000 of 256 bits, 500 of 512 bits, Streebog 60 MB/s",
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** In a process of its own: an engine is chosen once. */
function papers(way: string, ...args: string[]): Figures {
  const file = fileURLToPath(new URL("./kit/verify-papers.ts", import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", file, way, ...args]);
  if (status !== 0) throw new Error(`${way}: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as Figures;
}

function openssl(bytes: number): Figures {
  const [narrow, wide] = ([256, 512] as const).map((bits) => opensslRate(bits, bytes));
  return narrow && wide ? { "256 known": narrow, "512 known": wide } : {};
}

function installPkijs(folder: string): boolean {
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder];
  return spawnSync("npm", ["install", ...options, "pkijs@4.0.0"]).status === 0;
}
