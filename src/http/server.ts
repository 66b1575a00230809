/** The doors' frame: one Fastify with limits, request ids, and the headers that every answer carries. */
import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";

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

export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    // URLs and bodies may tell of people: only what matters is logged, by name, where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 256 * 1024,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
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

  const csp = policyOf(options.formOrigin);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "x-request-id": request.id,
      "content-security-policy": csp,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "geolocation=(), camera=(), microphone=()",
      "cache-control": "no-store",
      ...(options.secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
    });
  });
  return app;
}
