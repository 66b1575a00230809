/** The signers of the house's logs: their keys and what these have signed lie in `<dataDir>/log`. */
import { join } from "node:path";
import type { LogName } from "../log/names.ts";
import { openSigner, type Signer } from "../log/signer.ts";

export interface SignersWish {
  readonly dataDir: string;
  readonly publicUrl: string;
  /** For keys that are not there yet. */
  readonly random: (bytes: number) => Uint8Array;
}

export type Signers = Readonly<Record<LogName, Signer>>;

export async function openSigners(wish: SignersWish): Promise<Signers> {
  const [docs, access] = await Promise.all([openSignerOf(wish, "docs"), openSignerOf(wish, "access")]);
  return { docs, access };
}

export function openSignerOf({ dataDir, publicUrl, random }: SignersWish, log: LogName): Promise<Signer> {
  return openSigner({
    dir: join(dataDir, "log"),
    log,
    origin: `${new URL(publicUrl).host}/log/${log}`,
    random,
    clock: () => new Date(),
  });
}
