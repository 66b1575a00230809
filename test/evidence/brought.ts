/** A registered document as a patient and a hospital take it home: all the files that evidence comes in. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromPem } from "../../src/cms/pem.ts";
import { circumstancesOf, type TrustFiles } from "../../src/evidence/trust-files.ts";
import { formatVkey } from "../../src/merkle/key.ts";
import { parsePolicy } from "../../src/merkle/policy.ts";
import { type Delivered, type Hospital, openHospital, sign } from "../http/hospital.ts";
import { logIn, type Visitor } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

export interface TakenHome extends Delivered {
  readonly receipt: Uint8Array;
  readonly pdf: Uint8Array;
  readonly zip: Uint8Array;
}

export interface EvidenceRoom {
  readonly house: TestHouse;
  readonly orlov: Visitor;
  readonly volga: Hospital;
  readonly trust: TrustFiles;
  readonly circumstances: ReturnType<typeof circumstancesOf>;
  takeHome(set: string, text?: string): Promise<TakenHome>;
  /** A letter that holds a PDF of so many bytes that nothing compresses. */
  takeLarge(set: string, bytes: number): Promise<TakenHome>;
  close(): Promise<void>;
}

export async function openEvidenceRoom(): Promise<EvidenceRoom> {
  const house = await openTestHouse();
  const orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
  const volga = await openHospital(house);
  const der = async (name: string) =>
    fromPem(await readFile(join(house.dataDir, "trust", name), "utf8")).map((one) => one.der);
  const trust: TrustFiles = {
    asOf: new Date().toISOString(),
    source: house.url,
    roots: await der("demo-root.cer"),
    intermediates: [],
    crls: await der("demo.crl"),
    logs: [(await readFile(join(house.dataDir, "trust", "docs.vkey"), "utf8")).trim()],
    witnesses: parsePolicy(await readFile(join(house.dataDir, "trust", "policy"))).witnesses.map(({ key }) =>
      formatVkey(key),
    ),
  };
  const home = async (sent: Delivered): Promise<TakenHome> => {
    const receipt = await fetch(`${house.url}/api/v1/documents/${sent.number}/proof`, {
      headers: { authorization: `Bearer ${await volga.token()}`, prefer: "wait=10" },
    });
    if (receipt.status !== 200) throw new Error(`no receipt: ${await receipt.text()}`);
    const file = async (name: string) =>
      new Uint8Array((await orlov.download(`/documents/${sent.number}/${name}`)).bytes);
    return {
      ...sent,
      receipt: new Uint8Array(await receipt.arrayBuffer()),
      pdf: await file("pdf"),
      zip: await file("zip"),
    };
  };
  return {
    ...{ house, orlov, volga, trust },
    get circumstances() {
      return circumstancesOf(trust, new Date());
    },
    takeHome: async (set, text = "АД 120/80") => home(await volga.deliver({ set, text })),
    async takeLarge(set, bytes) {
      const noise = randomBytes(bytes / 2).toString("hex");
      const pdf = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n4 0 obj<</Length ${noise.length}>>stream\n${noise}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
      const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${Buffer.from(pdf).toString("base64")}</text></nonXMLBody>`;
      const letter = volga.write({ set }).toString("utf8");
      const document = Buffer.from(letter.replace(/<structuredBody>.*<\/structuredBody>/s, body));
      const signatures = [sign(document, volga.doctor), sign(document, volga.seal)];
      const { body: answer, text } = await volga.send({ document, signatures });
      if (!answer.number) throw new Error(text);
      return home({ number: answer.number, document, signatures });
    },
    close: () => house.close(),
  };
}
