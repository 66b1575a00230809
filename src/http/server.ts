/** The doors' frame: one Fastify with limits, request ids, and the headers that every answer carries. */
import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "pino";
import { refuseNul } from "./guard.ts";
import { sendProblem } from "./problem.ts";

export interface ServerOptions {
  readonly log: Logger;
  readonly maxDocumentBytes: number;
  readonly secure: boolean;
  /** Origin of an identity provider elsewhere: a logout is a form that ends there, and browsers check where forms end. */
  readonly formOrigin: string | null;
}

/** No inline script or style, no third party, no frame. */
function policyOf(formOrigin: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self'${formOrigin ? ` ${formOrigin}` : ""}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** The headers that every answer carries, also one about an address that cannot be read. */
function armourOf({ formOrigin, secure }: ServerOptions): (request: FastifyRequest) => Record<string, string> {
  const armour = {
    "content-security-policy": policyOf(formOrigin),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cache-control": "no-store",
    ...(secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
  return (request) => ({ "x-request-id": request.id, ...armour });
}

export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const armour = armourOf(options);
  const app = Fastify({
    loggerInstance: options.log,
    // URLs and bodies may tell of people: only what matters is logged, by name, where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    routerOptions: {
      maxParamLength: 200,
      // One name, one value: of two the last counts, as in JSON; so that no room meets a list where it awaits a text.
      querystringParser: (query) => Object.fromEntries(new URLSearchParams(query)),
    },
    forceCloseConnections: true,
    // An address that no route can be looked up by: before any hook.
    frameworkErrors: (error, request, reply) => {
      reply.headers(armour(request));
      sendProblem(error, request, reply);
    },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  }) as unknown as FastifyInstance;

  // No door reads plain text; a form of another site may send it without asking (CSRF).
  app.removeContentTypeParser("text/plain");
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 256 * 1024 });
  await app.register(multipart, {
    limits: {
      fileSize: options.maxDocumentBytes,
      files: 24,
      fields: 8,
      parts: 32,
      fieldSize: 64 * 1024,
      headerPairs: 50,
    },
  });

  app.addHook("onRequest", async (request, reply) => {
    reply.headers(armour(request));
  });
  holdNulOff(app);
  return app;
}

/** Before any room meets it. */
function holdNulOff(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    refuseNul([request.url.replaceAll("%00", "\0")]);
  });
  app.addHook("preValidation", async ({ body }) => {
    refuseNul(typeof body === "object" && body !== null ? Object.values(body).flat() : []);
  });
}
