/** The logs, as C2SP tlog-tiles lays them out: for whoever watches us. Nothing in them names anybody. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refusal } from "../basics/refusal.ts";
import type { Sql } from "../db/sql.ts";
import { type LogName, logNames } from "../log/names.ts";
import { latestCheckpoint } from "../log/prove.ts";
import { readEntries, readTile } from "../log/serve-tile.ts";
import { parseTilePath } from "../merkle/tile.ts";

const open = { config: { open: true } };
/** A tile of a width never changes. */
const FOREVER = "public, max-age=31536000, immutable";

export function logFileRoutes(app: FastifyInstance, sql: Sql): void {
  app.get<{ Params: { log: string } }>("/log/:log/checkpoint", open, async ({ params }, reply) => {
    const checkpoint = await latestCheckpoint(sql, nameOf(params.log));
    if (!checkpoint) throw noFile();
    return reply.type("text/plain; charset=utf-8").send(checkpoint.note);
  });
  app.get<{ Params: { log: string; "*": string } }>("/log/:log/tile/*", open, async ({ params }, reply) => {
    return sendTile(reply, await tileAt(sql, nameOf(params.log), `tile/${params["*"]}`));
  });
}

function nameOf(text: string): LogName {
  const name = logNames.find((one) => one === text);
  if (!name) throw noFile();
  return name;
}

async function tileAt(sql: Sql, log: LogName, path: string): Promise<Uint8Array> {
  const place = parseTilePath(path);
  if (!place) throw noFile();
  const { level, n, width } = place;
  const bytes = level === "entries" ? await readEntries(sql, log, n, width) : await readTile(sql, log, level, n, width);
  if (!bytes) throw noFile();
  return bytes;
}

function sendTile(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return reply
    .header("cache-control", FOREVER)
    .type("application/octet-stream")
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function noFile(): Refusal {
  return new Refusal("not-found", "NO_LOG_FILE", {
    ru: "В журнале нет такого файла",
    en: "The log has no such file",
  });
}
