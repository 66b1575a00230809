/** A push service with one browser behind it: real HTTP, and the browser's half of RFC 8291, so that what comes can be read. */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Pushed {
  readonly headers: IncomingHttpHeaders;
  readonly said: { id: string; title: string; body: string; path: string };
}

export interface PushService {
  readonly origin: string;
  /** What a browser gives the house when it subscribes. */
  readonly subscription: { endpoint: string; p256dh: string; auth: string };
  readonly received: Pushed[];
  /** Every request, also those that were refused. */
  asked: number;
  /** What is answered from now on. */
  status: number;
  close(): Promise<void>;
}

export async function openPushService(): Promise<PushService> {
  const curve = createECDH("prime256v1");
  const publicKey = curve.generateKeys();
  const auth = randomBytes(16);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    service.asked++;
    if (service.status < 300)
      service.received.push({
        headers: request.headers,
        said: JSON.parse(decrypt(curve.getPrivateKey(), publicKey, auth, Buffer.concat(chunks))),
      });
    response.writeHead(service.status, { location: "http://127.0.0.1:9/elsewhere" }).end();
  });
  // By itself it hangs up after five quiet seconds. When a busy machine stood still for so long, the next push went into a
  // connection that was just being closed, and was told as «unreachable».
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: PushService = {
    origin,
    subscription: {
      endpoint: `${origin}/push/one`,
      p256dh: publicKey.toString("base64url"),
      auth: auth.toString("base64url"),
    },
    received: [],
    asked: 0,
    status: 201,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
}

/** RFC 8188 (one record) under the keys of RFC 8291. */
function decrypt(privateKey: Buffer, publicKey: Buffer, auth: Buffer, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + (body[20] ?? 0));
  const record = body.subarray(21 + theirs.length);
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(privateKey);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, theirs]);
  const input = Buffer.from(hkdfSync("sha256", curve.computeSecret(theirs), auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: nonce\0", 12));
  const opened = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([opened.update(record.subarray(0, -16)), opened.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
