/** The OpenAPI 3.1 document, made of the endpoints themselves, so that it cannot say anything else than they do. */
import type { Endpoint } from "./endpoint.ts";

const MEDIA = { json: "application/json", form: "application/x-www-form-urlencoded", multipart: "multipart/form-data" };

interface Property {
  readonly description?: string;
}

export function openApiOf(endpoints: readonly Endpoint[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Medkarta: machine interface",
      version,
      description: "How a hospital's system hands signed medical documents and care records to the registry.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: {
      securitySchemes: {
        client: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/oauth/token", scopes: {} } } },
      },
    },
  };
}

function operationOf(endpoint: Endpoint): object {
  return {
    summary: endpoint.summary,
    description: endpoint.description,
    ...(endpoint.secured ? { security: [{ client: [] }] } : { security: [] }),
    parameters: [
      ...parameters("path", endpoint.params),
      ...parameters("query", endpoint.query),
      ...parameters("header", endpoint.headers),
    ],
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: { [MEDIA[endpoint.body.type]]: { schema: plain(endpoint.body.schema) } },
          },
        }
      : {}),
    responses: Object.fromEntries(
      Object.entries(endpoint.answers).map(([status, { description, schema, media: own }]) => {
        const media = own ?? (Number(status) >= 400 ? "application/problem+json" : "application/json");
        return [status, { description, ...(schema ? { content: { [media]: { schema: plain(schema) } } } : {}) }];
      }),
    ),
  };
}

function parameters(where: string, schema: Endpoint["query"]): object[] {
  if (!schema) return [];
  const required: readonly string[] = schema["required"] ?? [];
  return Object.entries(schema["properties"] as Record<string, Property>).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    schema: plain(property),
  }));
}

/** TypeBox keeps its own marks in symbols and `$id`; the document needs neither. */
function plain(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === "$id" ? undefined : value)));
}
