/**
 * After a change of src/cms/wasm/*.as: compiles them and writes the *-binary.ts beside them, to be committed.
 *
 * The binaries are in the repository so that who only runs Medkarta, or looks into it, needs no compiler.
 *   node scripts/build-wasm.mjs           writes the files
 *   node scripts/build-wasm.mjs --check   writes nothing; exit code 1 if a file is not what its sources give
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { main as compiler } from "assemblyscript/asc";
import { root } from "./installed.mjs";

const folder = path.join(root, "src", "cms", "wasm");

/** What each module is made of: names within it → files. The first is what it exports. */
const curve = { "curve.ts": "curve.as", "field.ts": "field.as", "product.ts": "product.as" };
const modules = {
  streebog: { "streebog.ts": "streebog.as" },
  "curve-256": { ...curve, "width.ts": "width-256.as" },
  "curve-512": { ...curve, "width.ts": "width-512.as" },
};

for (const [name, parts] of Object.entries(modules)) {
  const sources = Object.fromEntries(
    Object.entries(parts).map(([part, file]) => [part, readFileSync(path.join(folder, file), "utf8")]),
  );
  const target = path.join(folder, `${name}-binary.ts`);
  const wanted = written(name, Object.values(parts), Object.values(sources), await compile(name, sources));
  if (!process.argv.includes("--check")) writeFileSync(target, wanted);
  else if (readFileSync(target, "utf8") !== wanted) {
    console.error(`${name}-binary.ts is not what its sources give: run node scripts/build-wasm.mjs`);
    process.exitCode = 1;
  }
}

/** Throws with the compiler's words. `stub` is a runtime without memory management: the sources ask for none. */
async function compile(name, sources) {
  const options = ["-O3", "--converge", "--noAssert", "--runtime", "stub"];
  let binary;
  const { error, stderr } = await compiler([Object.keys(sources)[0], "--outFile", "out.wasm", ...options], {
    readFile: (file) => sources[file] ?? null,
    writeFile: (file, contents) => {
      if (file === "out.wasm") binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`${name} does not compile\n${stderr}`);
  return binary;
}

function written(name, files, texts, binary) {
  const lines = Buffer.from(binary)
    .toString("base64")
    .match(/.{1,116}/g);
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text);
  const constant = name.toUpperCase().replace("-", "_");
  return `/** Made by scripts/build-wasm.mjs from ${files.join(", ")}; not to be edited. */

/** SHA-256 of the source that this was made of. */
export const SOURCE_SHA256 = "${hash.digest("hex")}";

/** The module, ${binary.length} octets in base64. */
export const ${constant}_BINARY = \`
${lines.map((line) => `  ${line}`).join("\n")}
\`;
`;
}
