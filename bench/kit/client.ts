/** A hospital's system made for speed: raw HTTP, kept connections, multipart bodies put together by hand. */
import { Agent, request } from "node:http";
import type { Shot } from "./flood.ts";

export interface Answer {
  readonly status: number;
  readonly body: { readonly state?: string; readonly number?: string | null; readonly code?: string };
}

export interface BenchClient {
  token(clientId: string, secret: string): Promise<void>;
  submit(shot: Shot, wait: boolean): Promise<Answer>;
  /** The receipt of a document, waited for; throws on anything but 200. */
  proof(number: string): Promise<Uint8Array>;
  close(): void;
}

const BOUNDARY = "medkarta-bench-boundary";

export function openBenchClient(port: number): BenchClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let bearer = "";
  const send = (path: string, headers: Record<string, string>, body: Uint8Array) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port,
          path,
          method: "POST",
          agent,
          headers: { ...headers, "content-length": body.length },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }));
          answer.on("error", reject);
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  return {
    async token(clientId, secret) {
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: secret,
      });
      const answer = await send(
        "/oauth/token",
        { "content-type": "application/x-www-form-urlencoded" },
        Buffer.from(String(form)),
      );
      bearer = (answer.body as { access_token?: string }).access_token ?? "";
      if (!bearer) throw new Error(`no token: ${JSON.stringify(answer)}`);
    },
    submit: (shot, wait) =>
      send(
        "/api/v1/documents",
        {
          authorization: `Bearer ${bearer}`,
          "idempotency-key": shot.localUid,
          "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
          ...(wait ? { prefer: "wait=20" } : {}),
        },
        multipart(shot),
      ),
    proof: (number) =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${bearer}`, prefer: "wait=20" };
        const path = `/api/v1/documents/${number}/proof`;
        const sent = request({ host: "127.0.0.1", port, path, agent, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("end", () => {
            if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
            else reject(new Error(`no proof of ${number}: ${answer.statusCode}`));
          });
        });
        sent.on("error", reject);
        sent.end();
      }),
    close: () => agent.destroy(),
  };
}

function multipart({ document, signatures }: Shot): Buffer {
  const part = (name: string, type: string, bytes: Uint8Array) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
    ),
    bytes,
    Buffer.from("\r\n"),
  ];
  return Buffer.concat([
    ...part("document", "application/xml", document),
    ...signatures.flatMap((bytes) => part("signature", "application/pkcs7-signature", bytes)),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}

function parse(bytes: Buffer): Answer["body"] {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return {};
  }
}
