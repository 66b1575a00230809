/** `openssl cms -verify` with the GOST engine, a process for each signature, as people use it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toPem } from "../../src/cms/pem.ts";
import { workedMs } from "./process-tree.ts";
import { signedPapers } from "./signed-papers.ts";

const RUNS = 40;

/** Signatures per second of processor time, certificate chain and revocation list checked; null without OpenSSL or its engine. */
export function opensslRate(bits: 256 | 512, bytes: number): number | null {
  const engine = spawnSync("openssl", ["engine", "-t", "gost"]);
  if (engine.status !== 0 || !engine.stdout.toString().includes("[ available ]")) return null;
  const folder = mkdtempSync(join(tmpdir(), "medkarta-bench-"));
  try {
    const { root, crl, now, papers } = signedPapers({ bits, count: 1, signers: 1, bytes });
    writeFileSync(join(folder, "trust.pem"), toPem("CERTIFICATE", root) + toPem("X509 CRL", crl));
    writeFileSync(join(folder, "document"), papers[0]!.document);
    writeFileSync(join(folder, "signature"), papers[0]!.signature);
    const files = ["-in", "signature", "-content", "document", "-CAfile", "trust.pem", "-out", "/dev/null"];
    const time = ["-attime", String(now.getTime() / 1000), "-purpose", "any", "-crl_check"];
    const args = ["cms", "-verify", "-binary", "-engine", "gost", "-inform", "DER", ...files, ...time];
    const before = workedMs([process.pid]);
    const own = process.cpuUsage();
    for (let i = 0; i < RUNS; i++) {
      const { status, stderr } = spawnSync("openssl", args, { cwd: folder });
      if (status !== 0) throw new Error(`openssl: ${stderr.toString()}`);
    }
    const { user, system } = process.cpuUsage(own);
    // Of children alone: what this process itself did meanwhile is no work of theirs.
    return Math.round((RUNS * 1000) / (workedMs([process.pid]) - before - (user + system) / 1000));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
