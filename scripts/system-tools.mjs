/** What the tests use beside npm's packages: a real browser, and other people's tools as oracles for our output. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./installed.mjs";
import { runWithProgress, say } from "./progress.mjs";

/** Debian package, how to see that it is there, and what is skipped where it is not. */
const tools = [
  { debian: "chromium", isThere: () => findChromium() !== undefined, without: "browser tests" },
  {
    debian: "fonts-dejavu-core",
    isThere: () => existsSync("/usr/share/fonts/truetype/dejavu"),
    without: "screenshots with the usual letters",
  },
  { debian: "poppler-utils", isThere: () => onPath("pdftotext"), without: "reading our PDF back" },
  { debian: "qpdf", isThere: () => onPath("qpdf"), without: "checking the structure of our PDF" },
  { debian: "openssl", isThere: () => onPath("openssl"), without: "comparing signatures with OpenSSL" },
  { debian: "libengine-gost-openssl", isThere: hasGostEngine, without: "comparing GOST signatures with OpenSSL" },
];

/** The browser for the tests: `MEDKARTA_CHROMIUM`, or the first usual name on PATH; undefined where there is none. */
export function findChromium() {
  const named = process.env.MEDKARTA_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  return ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(whereOnPath).find(Boolean);
}

/** Installs what is missing where it may (root, apt-get); elsewhere says what will be skipped. Never fails. */
export async function installTools() {
  let missing = tools.filter((tool) => !tool.isThere());
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    await aptInstall(missing.map((tool) => tool.debian));
    missing = missing.filter((tool) => !tool.isThere());
  }
  if (missing.length === 0) return;
  say(
    "Нет этих программ, связанные с ними тесты будут пропущены · These programs are missing, their tests will be skipped:",
  );
  for (const { debian, without } of missing) say(`  ${debian}: ${without}`);
  say(`  sudo apt-get install ${missing.map((tool) => tool.debian).join(" ")}`);
}

async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const patient = ["-o", "DPkg::Lock::Timeout=120"];
  const title = "Список пакетов Debian · Debian's list of packages";
  await runWithProgress(title, "apt-get", [...patient, "update", "-q"], { cwd: root, env });
  const { ok, output } = await runWithProgress(
    `Устанавливаем · Installing: ${packages.join(", ")}`,
    "apt-get",
    [...patient, "install", "-y", "-q", "--no-install-recommends", ...packages],
    {
      cwd: root,
      env,
      step: (soFar) => (soFar.match(/^(?:Get:\d+ \S+|Unpacking \S+|Setting up \S+)/gm) ?? []).at(-1) ?? "",
    },
  );
  if (!ok)
    say(
      output
        .split("\n")
        .filter((line) => /^(E|W):/.test(line))
        .slice(-6)
        .join("\n"),
    );
}

function hasGostEngine() {
  return readdirSync("/usr/lib").some((folder) => existsSync(`/usr/lib/${folder}/engines-3/gost.so`));
}

function onPath(name) {
  return whereOnPath(name) !== undefined;
}

function whereOnPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}
