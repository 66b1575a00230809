/** The doors for machines: every endpoint, its checks, and the document that describes them. */
import type { FastifyInstance } from "fastify";
import { careRecordsEndpoint } from "./care-records.ts";
import type { ApiDeps } from "./deps.ts";
import { documentsEndpoint } from "./documents.ts";
import type { Endpoint } from "./endpoint.ts";
import { openApiOf } from "./openapi.ts";
import { proofEndpoint } from "./proof.ts";
import { submissionsEndpoint } from "./submissions.ts";
import { tokenEndpoint } from "./token.ts";

export function endpointsOf(deps: ApiDeps): Endpoint[] {
  return [
    tokenEndpoint(deps),
    documentsEndpoint(deps),
    proofEndpoint(deps),
    submissionsEndpoint(deps),
    careRecordsEndpoint(deps),
  ];
}

export function apiRoutes(app: FastifyInstance, deps: ApiDeps, version: string): void {
  const endpoints = endpointsOf(deps);
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      config: { open: true }, // a machine's token is its decision; see the guard of the pages
      schema: {
        ...(endpoint.params ? { params: endpoint.params } : {}),
        ...(endpoint.query ? { querystring: endpoint.query } : {}),
        ...(endpoint.headers ? { headers: endpoint.headers } : {}),
        ...(endpoint.body && endpoint.body.type !== "multipart" ? { body: endpoint.body.schema } : {}),
      },
      handler: endpoint.handle,
    });
  }
  const document = JSON.stringify(openApiOf(endpoints, version), null, 2);
  app.get("/api/v1/openapi.json", { config: { open: true } }, async (_request, reply) => {
    reply.type("application/json").send(document);
  });
}
