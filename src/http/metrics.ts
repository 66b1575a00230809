/** Figures for the keeper of the machine, in Prometheus' text form. Codes and counts only, never a person. */
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** A question asked at each scrape. */
  gauge(name: string, help: string, ask: () => Promise<Record<string, number>> | Record<string, number>): void;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    gauge(name, help, ask) {
      new Gauge({
        name,
        help,
        labelNames: ["of"],
        registers: [registry],
        async collect() {
          for (const [of, value] of Object.entries(await ask())) this.set({ of }, value);
        },
      });
    },
  };
}

/** Only to this machine: a scraper elsewhere comes through a proxy of the keeper's own. */
export function metricsRoutes(app: FastifyInstance, metrics: Metrics): void {
  const duration = new Histogram({
    name: "medkarta_http_seconds",
    help: "Time to answer, by route",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers: [metrics.registry],
  });
  const refusals = new Counter({
    name: "medkarta_http_refusals_total",
    help: "Requests refused, by status",
    labelNames: ["status"],
    registers: [metrics.registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const status = String(reply.statusCode);
    const route = request.routeOptions.url ?? "none";
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 400) refusals.inc({ status });
  });
  app.get("/metrics", { config: { open: true } }, async (request, reply) => {
    // A proxy on this machine has a loopback address too; it says for whom it asks.
    const proxied = request.headers["x-forwarded-for"] !== undefined || request.headers["forwarded"] !== undefined;
    if (proxied || !/^(::1|(::ffff:)?127\.)/.test(request.ip)) return reply.callNotFound();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
