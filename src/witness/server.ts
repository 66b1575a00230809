/** A witness behind HTTP (C2SP tlog-witness). Bounded in everything: whoever is not a log can only be refused. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Witness } from "./witness.ts";

export interface WitnessServerOptions {
  readonly witness: Witness;
  /** The witness's verifier key, told to whoever asks. */
  readonly vkey: string;
  readonly onError: (error: unknown) => void;
  /** Requests at once; more are asked to come again. */
  readonly most?: number;
}

/** A note of 100 signatures with a proof of 63 lines is under half of this. */
const LONGEST_BODY = 64 * 1024;
const MOST_AT_ONCE = 64;
const PLAIN = "text/plain; charset=utf-8";

/** Not listening yet. */
export function openWitnessServer(options: WitnessServerOptions): Server {
  const { onError, most = MOST_AT_ONCE } = options;
  let busy = 0;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    if (busy >= most) return refuse(response, 503, "too many requests at once", { "retry-after": "1" });
    busy++;
    answer(options, request, response)
      .catch((error) => {
        onError(error);
        if (!response.headersSent) refuse(response, 500, "internal error");
      })
      .finally(() => {
        busy--;
      });
  });
  server.maxConnections = 8 * most;
  return server;
}

async function answer({ witness, vkey }: WitnessServerOptions, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? "/", "http://witness.invalid");
  if (pathname === "/add-checkpoint") {
    if (request.method !== "POST") return refuse(response, 405, "POST only", { allow: "POST" });
    const body = await readBody(request);
    if (body === "too long") return refuse(response, 413, "too long", { connection: "close" });
    if (body === "broken off") return;
    const { status, body: text, type = PLAIN } = await witness.addCheckpoint(body);
    return send(response, status, text, type);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(response, 405, "GET only", { allow: "GET, HEAD" });
  }
  if (pathname === "/") return send(response, 200, `${vkey}\n`, PLAIN);
  const log = /^\/([0-9a-f]{64})\/checkpoint$/.exec(pathname)?.[1];
  const note = log === undefined ? null : await witness.latest(log);
  return note === null ? refuse(response, 404, "not found") : send(response, 200, note, PLAIN);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | "too long" | "broken off"> {
  if (Number(request.headers["content-length"] ?? 0) > LONGEST_BODY) return "too long";
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > LONGEST_BODY) return "too long";
      parts.push(part);
    }
  } catch {
    return "broken off"; // whoever asked has gone, or was too slow
  }
  return new Uint8Array(Buffer.concat(parts));
}

function send(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
}

function refuse(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(response, status, `${text}\n`, PLAIN);
}
