/** A real SMTP server that a test can take down, bring back, and make refuse. */

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  readonly to: string;
  readonly messageId: string;
  /** The whole letter, as it came. */
  readonly raw: string;
  /** Subject and both bodies, decoded. */
  readonly text: string;
}

export interface MailServer {
  readonly url: string;
  readonly received: Received[];
  /** What to answer to an address; null: accept. */
  refuse: (address: string) => { code: number; text: string } | null;
  /** Called when a letter was accepted, before the sender hears of it. */
  onLetter: (letter: Received) => Promise<void> | void;
  up(): Promise<void>;
  down(): Promise<void>;
  /** Waits for so many letters. */
  letters(count: number, seconds?: number): Promise<Received[]>;
}

export async function openMailServer(): Promise<MailServer> {
  const port = await freePort();
  let server: SMTPServer | null = null;
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    refuse: () => null,
    onLetter: () => {},
    async up() {
      server = smtp(mail);
      await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", () => resolve()));
    },
    async down() {
      const closing = server;
      server = null;
      await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    },
    async letters(count, seconds = 20) {
      for (const end = Date.now() + seconds * 1000; mail.received.length < count; ) {
        if (Date.now() > end) throw new Error(`${mail.received.length} of ${count} letters came`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return mail.received;
    },
  };
  await mail.up();
  return mail;
}

function smtp(mail: MailServer): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    closeTimeout: 100,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const refused = mail.refuse(address);
      done(refused ? Object.assign(new Error(refused.text), { responseCode: refused.code }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks).toString();
        const letter = {
          to: session.envelope.rcptTo[0]?.address ?? "",
          messageId: /^Message-ID: <([^>]+)>/im.exec(raw)?.[1] ?? "",
          raw,
          text: decoded(raw),
        };
        mail.received.push(letter);
        await mail.onLetter(letter);
        done();
      });
    },
  });
  server.on("error", () => {}); // a client that was killed in the middle
  return server;
}

/** Encoded words of headers, base64 and quoted-printable bodies, as a mail program shows them. */
function decoded(raw: string): string {
  const subject = [...raw.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)]
    .map(([, how = "", what = ""]) =>
      how.toUpperCase() === "B" ? Buffer.from(what, "base64").toString() : quoted(what.replaceAll("_", " ")),
    )
    .join("");
  const parts = raw.split(/^--[^\n]+$/m).map((part) => {
    const [head = "", ...body] = part.trimStart().split(/\r?\n\r?\n/);
    const text = body.join("\n\n");
    if (/base64/i.test(head)) return Buffer.from(text, "base64").toString();
    return /quoted-printable/i.test(head) ? quoted(text) : text;
  });
  return [subject, ...parts].join("\n");
}

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
