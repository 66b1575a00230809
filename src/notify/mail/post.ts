/** Where letters are handed over: a mail server, or in the demo a folder. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { DeliveryFault } from "../delivery/fault.ts";

export interface Letter {
  readonly to: string;
  /** Stable for ever, without angle brackets: sent again, it is the same letter. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Post {
  /** @throws DeliveryFault */
  send(letter: Letter): Promise<void>;
  close(): void;
}

export interface MailServer {
  /** smtp:// or smtps://, with name and password if it wants them. */
  readonly url: string;
  readonly from: string;
}

/** Connections kept open; two are enough, and what is in flight when a machine dies is what may come twice. */
const CONNECTIONS = 2;

export function openMailServer({ url, from }: MailServer): Post {
  const transport = nodemailer.createTransport({
    pool: true,
    url,
    maxConnections: CONNECTIONS,
    maxMessages: 500,
    maxRequeues: 0, // retrying is the delivery's business: it knows who else waits
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      try {
        await transport.sendMail(asMail(letter, from));
      } catch (error) {
        throw faultOf(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** `<folder>/<id>.eml`: the same letter again is the same file. */
export function openMailFolder(folder: string, from: string): Post {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    async send(letter) {
      const { message } = await transport.sendMail(asMail(letter, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${letter.id.replace(/[^a-z0-9-].*$/i, "")}.eml`);
      await writeFile(`${file}.new`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    close: () => transport.close(),
  };
}

function asMail(letter: Letter, from: string) {
  return {
    from: { name: "Моё здоровье", address: from },
    to: { name: "", address: letter.to },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: `<${letter.id}>`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...letter.headers },
  };
}

/** RFC 5321 §4.2.1: 5yz is for ever, 4yz for now. Whatever is not said of this very letter is the server's own trouble. */
function faultOf({ code = "unknown", responseCode, command }: SmtpError): DeliveryFault {
  const ofThisLetter = (code === "EENVELOPE" || code === "EMESSAGE") && command !== "MAIL FROM" && responseCode !== 421;
  const said = `smtp-${responseCode ?? code.toLowerCase()}`;
  if (!ofThisLetter) return new DeliveryFault("away", said);
  return new DeliveryFault(responseCode !== undefined && responseCode < 500 ? "later" : "never", said);
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  /** «MAIL FROM»: a server that refuses the sender refuses everybody, and no letter should die of it. */
  readonly command?: string;
}
