/**
 * Before `npm start` and `npm test`: installs what is missing, and nothing when nothing is.
 *
 * Runs under the machine's own Node (20 or newer) with no dependency at all; what it installs brings Node 24.
 *   node scripts/setup.mjs             packages from npm
 *   node scripts/setup.mjs --browser   and, for the tests, Debian's Chromium with a few small tools
 */
import { installPackages } from "./install-packages.mjs";
import { complain } from "./progress.mjs";
import { installTools } from "./system-tools.mjs";

try {
  await installPackages();
  if (process.argv.includes("--browser")) await installTools();
} catch (error) {
  complain(error);
  process.exit(1);
}
