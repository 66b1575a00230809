/** Key files of the demo's doctors, so that one can try to sign: PKCS#12 by the demo's authority, all with one password. */
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../../basics/refusal.ts";
import { writePfx } from "../../cms/container/write-pfx.ts";
import { toPkcs8 } from "../../cms/issue/key.ts";
import type { DemoStaff } from "../people/shapes.ts";
import { world } from "../people/world.ts";
import type { DemoAuthority } from "./authority.ts";

/** No secret: whoever can reach the demo may be anybody in it. */
export const DEMO_KEY_PASSWORD = "medkarta";

/** Few: these files guard nothing, and the first start writes dozens of them. */
const ITERATIONS = 2000;

const signers = world.staff.filter(({ role }) => role === "doctor" || role === "head");

async function keyFile(authority: DemoAuthority, person: DemoStaff, random: (length: number) => Uint8Array) {
  const organisation = world.organisations.find(({ oid }) => oid === person.organisationOid)?.name ?? "";
  const { snils, name, position } = person;
  const { certificate, key } = authority.doctor({ snils, name, title: position.name, organisation });
  return writePfx({
    pkcs8: toPkcs8(key),
    certificates: [certificate, authority.root],
    password: DEMO_KEY_PASSWORD,
    random,
    iterations: ITERATIONS,
  });
}

/** `<dataDir>/demo-keys/<login>.p12`; those that are there already are left. Gives the folder. */
export async function writeKeyFiles(
  dataDir: string,
  authority: DemoAuthority,
  random: (length: number) => Uint8Array,
): Promise<string> {
  const folder = join(dataDir, "demo-keys");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const person of signers) {
    const path = join(folder, `${person.login}.p12`);
    if (!(await stat(path).catch(() => null)))
      await writeFile(path, await keyFile(authority, person, random), { mode: 0o600 });
  }
  return folder;
}

/** The same over HTTP: whoever tries the demo in a browser need not look for folders. */
export function keyFileDoor(
  app: FastifyInstance,
  authority: DemoAuthority,
  random: (length: number) => Uint8Array,
): void {
  app.get<{ Params: { file: string } }>("/demo/keys/:file", { config: { open: true } }, async (request, reply) => {
    const person = signers.find(({ login }) => request.params.file === `${login}.p12`);
    if (!person) throw new Refusal("not-found", "NO_KEY", { ru: "Такого ключа нет", en: "There is no such key" });
    return reply
      .type("application/x-pkcs12")
      .header("content-disposition", `attachment; filename="${person.login}.p12"`)
      .send(Buffer.from(await keyFile(authority, person, random)));
  });
}
