/** A page on which a doctor signs, on a server with the portal's own headers, and the house's own proof behind its form. */
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { Refusal } from "../../src/basics/refusal.ts";
import type { OrganisationKey } from "../../src/clinic/organisation-key.ts";
import { type SealedDraft, sealDraft } from "../../src/clinic/seal-draft.ts";
import { toHex } from "../../src/cms/bytes.ts";
import { digest } from "../../src/cms/digests.ts";
import { gostSigningKey } from "../../src/cms/issue/sign.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { openServer } from "../../src/http/server.ts";
import { linkAssets } from "../../src/pages/asset-links.ts";
import { openAssets } from "../../src/pages/assets.ts";
import { renderPage } from "../../src/pages/render.ts";
import { readParts } from "../../src/pages/routes/form.ts";
import { signatureOf } from "../../src/pages/routes/signature-of.ts";
import { certify, keyNamed, list, root } from "../cms/house.ts";
import { at } from "../pages/fixtures/people.ts";
import { SignPage } from "./page.tsx";

export const DOCUMENT = new TextEncoder().encode("<ClinicalDocument>Осмотр терапевта</ClinicalDocument>");
const DOCTOR = { name: "Врачова Анна Ивановна", snils: "11223344595" };

export interface Stage {
  readonly address: string;
  /** What the server made of the form last: both signatures, or the code of the refusal. */
  outcome(): SealedDraft | string | null;
  /** From now on the server sends these bytes, whatever its page says. */
  send(bytes: Uint8Array): void;
  close(): Promise<void>;
}

/** The real clock: a browser's certificate dates are judged by the browser's. */
export async function openStage(organisationKey: OrganisationKey = { state: "good", until: null }): Promise<Stage> {
  const assets = await openAssets();
  linkAssets((name) => assets.href(name));
  const log = pino({ level: "silent" });
  const app = await openServer({ log, maxDocumentBytes: 1 << 20, secure: false, formOrigin: null });
  let sent = DOCUMENT;
  let outcome: SealedDraft | string | null = null;
  const sealKey = keyNamed("hospital", "512-A");
  const seal = {
    certificate: certify(sealKey, { ...lasting(), subject: { commonName: "Больница", ogrn: "1027600000000" } }),
    key: gostSigningKey(sealKey),
  };
  const now = new Date();
  const crl = list({ thisUpdate: new Date(now.getTime() - 1000), nextUpdate: new Date(now.getTime() + 86_400_000) });
  const trust = openTrustStore({ roots: [root.certificate], crls: [crl] });
  const page = (fault: string | null) =>
    renderPage(
      SignPage({
        viewer: at("doctor", "врач"),
        view: {
          action: "/sign",
          bytes: "/bytes",
          sha256: toHex(digest("sha256", DOCUMENT)),
          streebog256: toHex(digest("streebog256", DOCUMENT)),
          doctor: DOCTOR,
          organisationKey,
          fault,
        },
      }),
    );

  app.get("/sign", (_, reply) => reply.type("text/html").send(page(null)));
  app.get("/bytes", (_, reply) => reply.type("application/xml").send(Buffer.from(sent)));
  app.get<{ Params: { name: string } }>("/assets/:name", (request, reply) => {
    const asset = assets.get(request.params.name);
    return asset === null ? reply.code(404).send() : reply.type(asset.type).send(asset.body);
  });
  app.post("/sign", async (request, reply) => {
    // The form is read as for somebody who is logged in; who it is does not matter here.
    await readParts(request, {} as NonNullable<Parameters<typeof readParts>[1]>);
    try {
      outcome = await sealDraft(
        { seals: { find: async () => seal }, trust: async () => trust },
        {
          bytes: DOCUMENT,
          doctorSignature: signatureOf(request),
          doctor: DOCTOR,
          organisationOid: "1.2.3",
          now: new Date(),
        },
      );
      return reply.type("text/html").send("<!doctype html><title>sealed</title>sealed");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcome = error.code;
      return reply.code(422).type("text/html").send(page(error.words.ru));
    }
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/sign`,
    outcome: () => outcome,
    send(bytes) {
      sent = bytes as typeof sent;
    },
    close: () => app.close(),
  };
}

const DAY = 86_400_000;

/** Validity around this very moment. */
export function lasting(days = 300): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - 100 * DAY), notAfter: new Date(now + days * DAY) };
}
