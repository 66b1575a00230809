/** `medkarta submit`: what a hospital's system does, from a shell. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startsAsPdf } from "../basics/pdf-mark.ts";
import { Refusal } from "../basics/refusal.ts";
import { readConfig } from "../config.ts";
import { ask, openRegistryClient, type Submission, type SubmitOrder } from "../contract/registry-client.ts";
import { type Command, exit } from "./command.ts";
import { answer, faultLine, tell, tellRefusal } from "./say.ts";

export const submitCommand: Command = {
  name: "submit",
  summary: "Send a signed document to a registry",
  help: `Usage: medkarta submit FILE [--signature P7S …] [--demo-sign] [--wait] [--json]

  --signature P7S    detached CMS/CAdES signature; the doctor's, then the organisation's
  --demo-sign        (demo) let the demo's authority issue certificates for the author and the organisation that the
                     file names, add its organisation and patient to the demo, and sign
  --local-uid UUID   localUid, sent as the Idempotency-Key; needed without --demo-sign
  --metadata JSON    description of a PDF/A document
  --client ID --key JWK   the hospital's credential (private_key_jwt), needed without --demo-sign
  --url URL          the registry (MEDKARTA_URL, http://localhost:8080)
  --wait             wait for the decision
  --json             print the submission as JSON: state is received, refused or registered; number; faults

Exit codes: 0 registered (or received, without --wait), 1 refused, 2 not decided yet, 64 misused, 69 not reachable.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        signature: { type: "string", multiple: true, default: [] },
        "demo-sign": { type: "boolean", default: false },
        "local-uid": { type: "string" },
        metadata: { type: "string" },
        client: { type: "string" },
        key: { type: "string" },
        url: { type: "string" },
        wait: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) {
      tell("Usage: medkarta submit FILE [--signature P7S …] [--demo-sign] [--wait] [--json]");
      return exit.usage;
    }
    const url = (values.url ?? readConfig(process.env).publicUrl).replace(/\/+$/, "");
    const document = await readFile(file);
    const metadata = values.metadata ? await readFile(values.metadata) : null;
    const mediaType = startsAsPdf(document) || /\.pdf$/i.test(file) ? "application/pdf" : "application/xml";
    const order = { document, mediaType, metadata, wait: values.wait ? 20 : 0 } as const;
    try {
      if (values["demo-sign"]) return tellSubmission(await demoSubmit(url, order), values);
      if (!values.client || !values.key || !values["local-uid"]) {
        tell(
          "Укажите --client, --key и --local-uid или --demo-sign · Give --client, --key and --local-uid, or --demo-sign",
        );
        return exit.usage;
      }
      const jwk = JSON.parse(await readFile(values.key, "utf8"));
      const signatures = await Promise.all(values.signature.map((path) => readFile(path)));
      const client = openRegistryClient(url, { clientId: values.client, jwk });
      return tellSubmission(await client.submit({ ...order, localUid: values["local-uid"], signatures }), values);
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === "unavailable") throw error;
      return tellRefused(error, values.json);
    }
  },
};

interface DemoSigned {
  readonly localUid: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Base64. */
  readonly signatures: readonly string[];
}

async function demoSubmit(url: string, order: Omit<SubmitOrder, "localUid" | "signatures">): Promise<Submission> {
  const form = new FormData();
  form.set("document", new Blob([new Uint8Array(order.document)], { type: order.mediaType }), "document");
  if (order.metadata)
    form.set("metadata", new Blob([new Uint8Array(order.metadata)], { type: "application/json" }), "metadata.json");
  const signed = (await ask(`${url}/demo/sign`, { method: "POST", body: form })) as DemoSigned;
  const client = openRegistryClient(url, { clientId: signed.client.id, secret: signed.client.secret });
  return client.submit({
    ...order,
    localUid: signed.localUid,
    signatures: signed.signatures.map((text) => Buffer.from(text, "base64")),
  });
}

function tellSubmission(submission: Submission, how: { json: boolean; wait: boolean }): number {
  if (how.json) {
    answer(JSON.stringify(submission, null, 2));
  } else {
    const words = { received: "получен", refused: "отказано", registered: "зарегистрирован" };
    answer(
      `${submission.state} (${words[submission.state]})${submission.number ? ` № ${submission.number}` : ""}  id ${submission.id}`,
    );
    for (const fault of submission.faults) answer(faultLine(fault));
  }
  if (submission.state === "refused") return exit.no;
  return submission.state === "received" && how.wait ? exit.unknown : exit.yes;
}

function tellRefused(refusal: Refusal, json: boolean): number {
  if (json) {
    const { code, words, faults } = refusal;
    answer(
      JSON.stringify(
        {
          state: "refused",
          number: null,
          code,
          words,
          faults: faults.length > 0 ? faults : [{ code, severity: "error", message: words }],
        },
        null,
        2,
      ),
    );
  } else {
    tellRefusal(refusal);
  }
  return exit.no;
}
