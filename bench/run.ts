/** `npm run bench -- NAME`: one scenario, a table for people and JSON for machines. */
import { cpus, loadavg } from "node:os";

export interface Scenario {
  readonly name: string;
  readonly summary: string;
  run(args: readonly string[]): Promise<BenchResult>;
}

export interface BenchResult {
  readonly table: readonly Readonly<Record<string, string | number>>[];
  /** What a reader must know to read the figures. */
  readonly notes: readonly string[];
}

const scenarios: Readonly<Record<string, () => Promise<Scenario>>> = {
  register: async () => (await import("./register.ts")).register,
  list: async () => (await import("./list.ts")).list,
  verify: async () => (await import("./verify.ts")).verify,
  render: async () => (await import("./render.ts")).render,
  kill: async () => (await import("./kill.ts")).kill,
  check: async () => (await import("./check.ts")).check,
  seal: async () => (await import("./seal.ts")).seal,
  fsck: async () => (await import("./fsck.ts")).fsck,
  notices: async () => (await import("./notices.ts")).notices,
};

const [name = "", ...args] = process.argv.slice(2);
const load = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
if (load) {
  const scenario = await load();
  const before = loadavg()[0] ?? 0;
  console.error(
    `${scenario.name}: ${scenario.summary}\n${cpus().length} cores, ${process.version}, load ${before.toFixed(1)} before`,
  );
  const result = await scenario.run(args);
  console.table(result.table);
  for (const note of result.notes) console.log(`  ${note}`);
  console.log(
    JSON.stringify({
      scenario: scenario.name,
      node: process.version,
      cores: cpus().length,
      loadBefore: before,
      ...result,
    }),
  );
} else {
  console.error(`npm run bench -- ${Object.keys(scenarios).join(" | ")}`);
  process.exitCode = 64;
}
