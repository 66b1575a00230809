/** A registered document as a patient and a hospital take it home: all the files that evidence comes in. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromPem } from "../../src/cms/pem.ts";
import { circumstancesOf, type TrustFiles } from "../../src/evidence/trust-files.ts";
import { type Delivered, type Hospital, openHospital } from "../http/hospital.ts";
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
    witnesses: [],
  };
  return {
    ...{ house, orlov, volga, trust },
    get circumstances() {
      return circumstancesOf(trust, new Date());
    },
    async takeHome(set, text = "АД 120/80") {
      const sent = await volga.deliver({ set, text });
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
    },
    close: () => house.close(),
  };
}
