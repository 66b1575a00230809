/**
 * As whom PostgreSQL runs: it refuses to be root.
 *
 * An ordinary user runs it as himself. Root runs it as `nobody`, who must then be able to walk to the programs and to
 * the data; where he cannot (a clone under /root, mode 700), root keeps his file access and changes only his number, in
 * a user namespace of his own.
 */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from "node:child_process";
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Refusal } from "../../basics/refusal.ts";

export type RunAs =
  | { readonly kind: "self" }
  | { readonly kind: "user"; readonly uid: number; readonly gid: number }
  | { readonly kind: "namespace" };

/** `nobody` and `nogroup` on every Linux; initdb demands that its user has a line in /etc/passwd, and nobody has. */
const nobody = 65534;
const namespaceArguments = ["--user", `--map-user=${nobody}`, `--map-group=${nobody}`, "--"];

/**
 * Chooses who runs PostgreSQL.
 * @param reach paths that this user must be able to walk to
 * @param existing the data folder made by an earlier run; its owner stays the one who runs it
 */
export async function chooseRunner(reach: readonly string[], existing: Stats | undefined): Promise<RunAs> {
  const self = process.getuid?.() ?? nobody;
  if (self !== 0) {
    if (existing && existing.uid !== self) throw ownedByAnother(existing.uid);
    return hasName() ? { kind: "self" } : await namespace("/etc/passwd");
  }
  const uid = existing?.uid ?? nobody;
  const gid = existing?.gid ?? nobody;
  if (uid === 0) return namespace(reach[0] ?? "/");
  for (const goal of reach) {
    const shut = await firstShutFolder(goal, uid, gid);
    if (shut) return namespace(shut);
  }
  return { kind: "user", uid, gid };
}

/** `spawn` as the chosen user. */
export function spawnAs(runAs: RunAs, file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  switch (runAs.kind) {
    case "self":
      return spawn(file, args, options);
    case "user":
      return spawn(file, args, { ...options, uid: runAs.uid, gid: runAs.gid });
    case "namespace":
      return spawn("unshare", [...namespaceArguments, file, ...args], options); // execs: the pid stays that of `file`
  }
}

/** Owner that files of the data folder must have, as seen from outside; undefined where that is we ourselves. */
export function ownerFor(runAs: RunAs): { uid: number; gid: number } | undefined {
  return runAs.kind === "user" ? { uid: runAs.uid, gid: runAs.gid } : undefined;
}

/** The first folder on the way that this user may not enter, or undefined. */
async function firstShutFolder(goal: string, uid: number, gid: number): Promise<string | undefined> {
  const parent = path.dirname(goal);
  const above = parent === goal ? undefined : await firstShutFolder(parent, uid, gid);
  if (above) return above;
  const at = await stat(goal);
  const bit = at.uid === uid ? 0o100 : at.gid === gid ? 0o010 : 0o001;
  return (at.mode & bit) === 0 ? goal : undefined;
}

async function namespace(because: string): Promise<RunAs> {
  try {
    await promisify(execFile)("unshare", [...namespaceArguments, "true"]);
    return { kind: "namespace" };
  } catch {
    throw new Refusal("unavailable", "database.folder-unreachable", {
      ru: `PostgreSQL не может работать от root, а пользователю nobody закрыт путь ${because}. Откройте его (chmod o+x), перенесите данные в другую папку (MEDKARTA_DATA) или запустите от обычного пользователя.`,
      en: `PostgreSQL does not run as root, and the user nobody may not pass ${because}. Open it (chmod o+x), keep the data elsewhere (MEDKARTA_DATA), or start as an ordinary user.`,
    });
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false; // a container started with a bare number
  }
}

function ownedByAnother(uid: number): Refusal {
  return new Refusal("not-allowed", "database.folder-of-another-user", {
    ru: `Папка данных принадлежит другому пользователю (uid ${uid}). Запустите от его имени или от root, либо укажите другую папку в MEDKARTA_DATA.`,
    en: `The data folder belongs to another user (uid ${uid}). Start as that user or as root, or name another folder in MEDKARTA_DATA.`,
  });
}
