/** One endpoint is one value: what it is for people, for the OpenAPI document, and for the router. */
import type { TSchema } from "@sinclair/typebox";
import type { FastifyReply, FastifyRequest, HTTPMethods } from "fastify";

export interface Endpoint {
  readonly method: HTTPMethods & ("GET" | "POST");
  /** With `:name` parameters. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Needs a client's access token. */
  readonly secured: boolean;
  readonly query?: TSchema;
  readonly params?: TSchema;
  readonly headers?: TSchema;
  /** `json` and `form` bodies are checked against `schema`; `multipart` is described by it and read by the handler. */
  readonly body?: { readonly type: "json" | "form" | "multipart"; readonly schema: TSchema };
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: TSchema; readonly media?: "text/plain" }>
  >;
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}
