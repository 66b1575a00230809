/** The router's own table of a house that is about to open: Fastify announces every server that it makes. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";

export interface Route {
  readonly method: string;
  /** With `:name` parameters. */
  readonly url: string;
}

export interface Watched {
  readonly routes: readonly Route[];
  /** The server itself, for requests that no network could bring. */
  app(): FastifyInstance;
}

/** Call before the house opens. */
export function watchRouter(): Watched {
  const routes: Route[] = [];
  let server: FastifyInstance | null = null;
  const onServer = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    unsubscribe("fastify.initialization", onServer);
    server = fastify;
    fastify.addHook("onRoute", ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url });
    });
  };
  subscribe("fastify.initialization", onServer);
  return {
    routes,
    app: () => server ?? fail(),
  };
}

function fail(): never {
  throw new Error("no server has opened");
}
