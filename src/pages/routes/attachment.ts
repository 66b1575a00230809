/** Bytes that are handed out as a file. */
import type { FastifyReply } from "fastify";

export interface HandedOut {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** Always an attachment: no browser shows what a stranger wrote as if it were ours. */
export function sendFile(reply: FastifyReply, { bytes, type, name }: HandedOut): FastifyReply {
  return reply
    .headers({
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "sandbox; default-src 'none'",
    })
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Under the number of what it is. */
export function sendPdf(reply: FastifyReply, bytes: Uint8Array, number: string): FastifyReply {
  return sendFile(reply, { bytes, type: "application/pdf", name: `${number}.pdf` });
}
