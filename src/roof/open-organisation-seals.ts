/**
 * Keys by which the server signs for organisations: a folder with a file of keys per organisation, named by its OID, opened
 * once at start. What is read stays in memory and is written nowhere; a file that does not open stops the start, by name.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../basics/refusal.ts";
import type { OrganisationSeal, OrganisationSeals } from "../clinic/seal-draft.ts";
import { ContainerFault } from "../cms/container/container-fault.ts";
import { openContainer } from "../cms/container/open-container.ts";

/** `1.2.643.….p12`: the OID, then what the file is. */
const KEY_FILE = /^(\d+(?:\.\d+)+)\.(p12|pfx|pem|p8|key|cer|crt|der)$/;

/**
 * `<oid>.p12` (or .pfx, .pem; or .p8 with .cer beside it), its password in `<oid>.password`, or one for all in `password`.
 * Throws Refusal CONFIG.
 */
export async function openOrganisationSeals(folder: string): Promise<OrganisationSeals> {
  const names = await readdir(folder).catch(() => refuse(folder, "the folder cannot be read", "папка не читается"));
  const byOid = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const oid = KEY_FILE.exec(name)?.[1];
    if (oid !== undefined) byOid.set(oid, [...(byOid.get(oid) ?? []), name]);
  }
  const seals = new Map<string, OrganisationSeal>();
  for (const [oid, files] of byOid) seals.set(oid, await openSeal(folder, oid, files));
  return { find: async (oid) => seals.get(oid) ?? null };
}

async function openSeal(folder: string, oid: string, names: readonly string[]): Promise<OrganisationSeal> {
  const files = await Promise.all(names.map(async (name) => new Uint8Array(await readFile(join(folder, name)))));
  const password = (await passwordIn(folder, `${oid}.password`)) ?? (await passwordIn(folder, "password")) ?? "";
  try {
    const identities = await openContainer(files, password);
    // A new certificate may lie beside the old one before it is needed.
    const [latest] = identities.toSorted((a, b) => b.certificate.notAfter - a.certificate.notAfter);
    if (latest === undefined) throw new ContainerFault("no-key");
    return { certificate: latest.certificate.der, key: latest.key };
  } catch (error) {
    const code = error instanceof ContainerFault ? error.message : "unexpected";
    return refuse(join(folder, names.join(", ")), code, code);
  }
}

/** The line's end that editors add is not part of the password. */
async function passwordIn(folder: string, name: string): Promise<string | null> {
  try {
    return (await readFile(join(folder, name), "utf8")).replace(/\r?\n$/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function refuse(where: string, en: string, ru: string): never {
  throw new Refusal("misshapen", "CONFIG", {
    ru: `Переменная MEDKARTA_ORGANISATION_KEYS: ${where}: ${ru}`,
    en: `MEDKARTA_ORGANISATION_KEYS: ${where}: ${en}`,
  });
}
