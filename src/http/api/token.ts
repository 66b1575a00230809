/** POST /oauth/token: a hospital's system gets its short-lived access token. */
import { Type } from "@sinclair/typebox";
import { TokenForm } from "./client-desk.ts";
import type { ApiDeps } from "./deps.ts";
import type { Endpoint } from "./endpoint.ts";
import { bodyRefusals, Problem, refusals } from "./schemas.ts";

export function tokenEndpoint(deps: ApiDeps): Endpoint {
  return {
    method: "POST",
    path: "/oauth/token",
    summary: "Access token of a hospital's system",
    description:
      "OAuth 2 client credentials. Prove yourself by `client_assertion` (private_key_jwt, RFC 7523; audience is this address, " +
      "with iat, exp and a jti used once). `client_secret` is taken by the demo only.",
    secured: false,
    body: { type: "form", schema: TokenForm },
    answers: {
      200: {
        description: "The token",
        schema: Type.Object({
          access_token: Type.String(),
          token_type: Type.Literal("Bearer"),
          expires_in: Type.Integer({ description: "Seconds" }),
        }),
      },
      ...refusals,
      401: { description: "The client is not known", schema: Problem },
      ...bodyRefusals,
    },
    async handle(request) {
      const { accessToken, expiresIn } = await deps.clients.token(request.body as TokenForm, deps.intake.clock());
      return { access_token: accessToken, token_type: "Bearer", expires_in: expiresIn };
    },
  };
}
