/** An error in the log tells what went wrong, and never the rows and queries that it carries. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openServer } from "../../src/http/server.ts";
import { openLog } from "../../src/roof/open-log.ts";

const secret = "Соколова";

/** As PostgreSQL's driver throws it: with the connection, the query in flight, and the row in its way. */
function driverError(): Error {
  return Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    detail: `Key (name)=(${secret}) already exists.`,
    where: `unnamed portal parameter $1 = '${secret}'`,
    client: { _activeQuery: { values: [secret] } },
  });
}

test("the house's own log, and that of a request", async () => {
  const lines: string[] = [];
  const log = openLog("warn", { write: (line: string) => void lines.push(line) });
  log.error({ err: driverError() }, "sealing");
  const app = await openServer({ log, maxDocumentBytes: 1000, secure: false, formOrigin: null });
  app.get("/fails", (request, reply) => {
    request.log.error({ err: driverError() }, "our fault");
    return reply.code(500).send();
  });
  await app.inject("/fails");
  await app.close();
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.ok(!line.includes(secret), line);
    const { err } = JSON.parse(line);
    assert.equal(err.code, "23505");
    assert.match(err.stack, /log\.test\.ts/);
  }
});

test("an address is not written into the log of its mistake", async () => {
  const lines: string[] = [];
  const log = openLog("trace", { write: (line: string) => void lines.push(line) });
  const app = await openServer({ log, maxDocumentBytes: 1000, secure: false, formOrigin: null });
  await app.inject(`/documents?organisation=${encodeURIComponent(secret)}`);
  await app.inject(`/documents/%E0%A4%A?name=${secret}`);
  await app.close();
  assert.ok(!lines.join("").includes(encodeURIComponent(secret)) && !lines.join("").includes(secret), lines.join(""));
});
