/** The public keys of the logs beside the trusted certificates: `medkarta verify` on this machine proves receipts by them. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Signer } from "../log/signer.ts";

export async function publishLogKeys(
  dataDir: string,
  signers: readonly Pick<Signer, "log" | "vkeys">[],
): Promise<void> {
  const folder = join(dataDir, "trust");
  await mkdir(folder, { recursive: true });
  for (const { log, vkeys } of signers) await writeFile(join(folder, `${log}.vkey`), `${vkeys.join("\n")}\n`);
}
