/** `medkarta verify-page`: the page of checking as one HTML file, with whom this machine trusts inside. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { blocksOf } from "../cms/pem.ts";
import { readConfig } from "../config.ts";
import { openVerifyAlone } from "../pages/verify-alone.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";
import { trustedBy } from "./trusted-by.ts";
import { writeWhole } from "./write-whole.ts";

const usage = "Usage: medkarta verify-page OUT.html [--language ru|en] [--trust CERT …] [--crl CRL …] [--log VKEY …]";

export const verifyPageCommand: Command = {
  name: "verify-page",
  summary: "Write the page of checking documents as one HTML file that works without a network",
  help: `${usage}

Keys, certificates and lists inside: those named, else those in $MEDKARTA_DATA/trust, as of now.
Exit codes: 0 written, 64 misused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        language: { type: "string" },
        trust: { type: "string", multiple: true },
        crl: { type: "string", multiple: true },
        log: { type: "string", multiple: true },
      },
      allowPositionals: true,
    });
    const [out, ...more] = positionals;
    const language = values.language ?? "ru";
    if (!out || more.length > 0 || (language !== "ru" && language !== "en")) {
      tell(usage);
      return exit.usage;
    }
    const config = readConfig(process.env);
    const trusted = await trustedBy(values, join(config.dataDir, "trust"));
    const der = (files: readonly Uint8Array[]) => files.flatMap((file) => blocksOf(file));
    const trust = { ...trusted, roots: der(trusted.roots), crls: der(trusted.crls) };
    const alone = await openVerifyAlone();
    const page = alone.page(language, { asOf: new Date().toISOString(), source: config.publicUrl, ...trust });
    await writeWhole(out, page);
    answer(`${out}: ${page.length} bytes`);
    return exit.yes;
  },
};
