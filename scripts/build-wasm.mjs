/**
 * After a change of src/cms/wasm/streebog.as: compiles it and writes streebog-binary.ts beside it, to be committed.
 *
 * The binary is in the repository so that who only runs Medkarta, or looks into it, needs no compiler.
 *   node scripts/build-wasm.mjs           writes the file
 *   node scripts/build-wasm.mjs --check   writes nothing; exit code 1 if the file is not what the source gives
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { main as compiler } from "assemblyscript/asc";
import { root } from "./installed.mjs";

const folder = path.join(root, "src", "cms", "wasm");
const target = path.join(folder, "streebog-binary.ts");
const source = readFileSync(path.join(folder, "streebog.as"), "utf8");
const wanted = written(await compile(source));

if (!process.argv.includes("--check")) writeFileSync(target, wanted);
else if (readFileSync(target, "utf8") !== wanted) {
  console.error("streebog-binary.ts is not what streebog.as gives: run node scripts/build-wasm.mjs");
  process.exitCode = 1;
}

/** Throws with the compiler's words. `stub` is a runtime without memory management: the source asks for none. */
async function compile(text) {
  const options = ["-O3", "--converge", "--noAssert", "--runtime", "stub"];
  let binary;
  const { error, stderr } = await compiler(["streebog.ts", "--outFile", "streebog.wasm", ...options], {
    readFile: (name) => (name === "streebog.ts" ? text : null),
    writeFile: (name, contents) => {
      if (name === "streebog.wasm") binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`streebog.as does not compile\n${stderr}`);
  return binary;
}

function written(binary) {
  const lines = Buffer.from(binary)
    .toString("base64")
    .match(/.{1,116}/g);
  return `/** Made by scripts/build-wasm.mjs from streebog.as; not to be edited. */

/** SHA-256 of the source that this was made of. */
export const SOURCE_SHA256 = "${createHash("sha256").update(source).digest("hex")}";

/** The module, ${binary.length} octets in base64. */
export const STREEBOG_BINARY = \`
${lines.map((line) => `  ${line}`).join("\n")}
\`;
`;
}
