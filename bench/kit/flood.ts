/** Signed documents in any number: each of another set, for one of many patients, by one doctor of the demo. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDocument } from "../../src/cda/read.ts";
import { openDemoAuthority } from "../../src/demo/authority/authority.ts";
import { demoSign } from "../../src/demo/authority/sign.ts";
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { world } from "../../src/demo/people/world.ts";

export interface Shot {
  readonly localUid: string;
  readonly document: Uint8Array;
  readonly signatures: readonly Uint8Array[];
}

export interface Flood {
  readonly organisationOid: string;
  shots(count: number, from: number): Shot[];
  /** Who the n-th patient of the flood is. */
  patient(n: number): { snils: string; family: string; given: string; patronymic: string | null; birthDate: string };
}

/** `bytes`: wanted size of a document; reached by the length of its narrative. `patients`: how many people share them. */
export async function openFlood(dataDir: string, bytes: number, patients: number): Promise<Flood> {
  const base = demoDocuments().find(
    (document) => document.kind === "119" || document.kind === "227" || document.kind === "186",
  );
  if (!base) throw new Error("the demo has no document to multiply");
  const organisation = world.organisations.find(({ oid }) => oid === base.organisationOid);
  if (!organisation) throw new Error("the demo's document has no organisation");
  const authority = openDemoAuthority(await readFile(join(dataDir, "secrets", "demo-ca.key")));
  const template = sized(Buffer.from(base.bytes).toString(), bytes);
  const patient = world.patients.find(({ snils }) => snils === base.patientSnils);
  const facts = readDocument(base.bytes).facts;
  const setExtension = facts.setId.extension ?? "";
  const idExtension = facts.id.extension ?? "";
  const now = new Date();
  const snilsOf = (n: number) => String(30_000_000_000 + (n % patients));
  return {
    organisationOid: base.organisationOid,
    patient: (n) => {
      if (!patient) throw new Error("the demo's document has no patient");
      const { given, patronymic } = patient.name;
      return { snils: snilsOf(n), family: "Проверкин", given, patronymic, birthDate: patient.birthDate };
    },
    shots: (count, from) =>
      Array.from({ length: count }, (_, index) => {
        const n = from + index;
        const text = template
          .replaceAll(base.patientSnils, snilsOf(n))
          .replaceAll(`>${patient?.name.family}<`, ">Проверкин<")
          .replaceAll(`extension="${setExtension}"`, `extension="${setExtension}${n}"`)
          .replaceAll(`extension="${idExtension}"`, `extension="${idExtension}${n}"`)
          .replace(/<versionNumber value="\d+"\/>/, '<versionNumber value="1"/>');
        const document = Buffer.from(text);
        const hex = createHash("sha256").update(`bench ${bytes} ${n}`).digest("hex");
        const localUid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
        return {
          localUid,
          document,
          signatures: demoSign(authority, document, readDocument(document).facts, organisation, now),
        };
      }),
  };
}

/** More of the same words in the first narrative, until the document is as long as wanted. */
function sized(text: string, bytes: number): string {
  const missing = bytes - Buffer.byteLength(text);
  if (missing <= 0) return text;
  const line = "<paragraph>Состояние удовлетворительное, жалоб не предъявляет, рекомендации прежние.</paragraph>";
  const times = Math.floor(missing / Buffer.byteLength(line));
  return text.replace("</text>", `${line.repeat(times)}</text>`);
}
