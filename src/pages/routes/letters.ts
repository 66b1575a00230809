/** What a letter leads to: open to everybody, for the link itself is the proof; and the script that shows a push. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { confirmAddress, isLinkAlive } from "../../notify/settings/email-address.ts";
import { readUnsubscribeToken, unsubscribe } from "../../notify/settings/unsubscribe.ts";
import type { Assets } from "../assets.ts";
import { FromLetterPage, type FromLetterView } from "../guest/from-letter.tsx";
import { paths } from "../paths.ts";
import type { PagesDeps } from "./deps.ts";
import { readerOf, show } from "./visit.ts";

const open = { config: { open: true } };
interface Linked {
  Params: { token: string };
}

export function letterRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { database, keyring } = deps.outside;
  const answer = async (request: FastifyRequest, reply: FastifyReply, view: FromLetterView) => {
    const viewer = await readerOf(deps, request);
    return show(reply, FromLetterPage({ viewer, view }), view.state === "void" ? 404 : 200);
  };

  app.get<Linked>("/notices/email/:token", open, async (request, reply) => {
    const { token } = request.params;
    const alive = await isLinkAlive(database, keyring, token, deps.clock());
    return answer(request, reply, {
      what: "confirm",
      state: alive ? "ask" : "void",
      action: paths.confirmEmail(token),
    });
  });
  app.post<Linked>("/notices/email/:token", open, async (request, reply) => {
    const { token } = request.params;
    const done = await confirmAddress(database, keyring, token, deps.clock());
    return answer(request, reply, {
      what: "confirm",
      state: done ? "done" : "void",
      action: paths.confirmEmail(token),
    });
  });

  app.get<Linked>("/notices/unsubscribe/:token", open, async (request, reply) => {
    const { token } = request.params;
    const state = readUnsubscribeToken(keyring, token) ? "ask" : "void";
    return answer(request, reply, { what: "unsubscribe", state, action: paths.unsubscribe(token) });
  });
  // Pressed by a person, or sent by a mail program without any cookie (RFC 8058): the same deed, once or ten times.
  app.post<Linked>("/notices/unsubscribe/:token", open, async (request, reply) => {
    const { token } = request.params;
    const done = await unsubscribe(database, keyring, token, deps.clock());
    return answer(request, reply, {
      what: "unsubscribe",
      state: done ? "done" : "void",
      action: paths.unsubscribe(token),
    });
  });
}

/** Kept by a browser for as long as it likes, and looked at anew whenever it is used: so it has no hash in its address. */
export function pushWorkerRoute(app: FastifyInstance, assets: Assets): void {
  app.get(paths.pushWorker(), open, async (_, reply) =>
    reply.type("text/javascript; charset=utf-8").send(assets.pushWorker),
  );
}
