/** `medkarta …` as people run it: a process of its own, over a test's database where it needs one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestDatabase } from "../kit/database.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** `home`: its data and the folder that it is run in. */
export async function runCommand(
  { home, urls }: { home: string; urls?: TestDatabase },
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), join(root, "src/cli/main.ts"), ...args],
    {
      cwd: home,
      env: {
        ...process.env,
        TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
        MEDKARTA_DATA: home,
        MEDKARTA_DEMO: "true",
        ...(urls && {
          DATABASE_URL: urls.portalUrl,
          MEDKARTA_OWNER_DATABASE_URL: urls.ownerUrl,
          MEDKARTA_REGISTRY_DATABASE_URL: urls.registryUrl,
        }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
