/** The provider's place in our server: its own pages as ordinary routes, all the rest handed to the library as it came. */
import formbody from "@fastify/formbody";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { errors } from "oidc-provider";
import { loginPage } from "./login-page.tsx";
import { oidOf } from "./people.ts";
import { type DemoProvider, securityHeaders } from "./provider.ts";
import { notice } from "./shell.tsx";
import { providerWords } from "./words.ts";

const Choice = Type.Object({
  login: Type.Optional(Type.String({ maxLength: 64 })),
  person: Type.Optional(Type.String({ maxLength: 64 })),
  cancel: Type.Optional(Type.String()),
});

/** Call before `listen`. `clock` tells the day for the ages in the list. */
export async function mountDemoProvider(
  app: FastifyInstance,
  provider: DemoProvider,
  clock: () => Date = () => new Date(),
): Promise<void> {
  const { oidc, people, settings } = provider;
  const at = new URL(settings.issuer).pathname.replace(/\/$/, "");

  await app.register(async (pages) => {
    if (!pages.hasContentTypeParser("application/x-www-form-urlencoded")) await pages.register(formbody);

    pages.get(`${at}/login/:uid`, async (request, reply) =>
      answering(request, reply, async () => {
        await oidc.interactionDetails(request.raw, reply.raw);
        return show(reply, 200, listPage(request, null));
      }),
    );

    pages.post(`${at}/login/:uid`, async (request, reply) =>
      answering(request, reply, async () => {
        const interaction = await oidc.interactionDetails(request.raw, reply.raw);
        const choice = Value.Check(Choice, request.body) ? request.body : {};
        if (choice.cancel) {
          const back = await oidc.interactionResult(request.raw, reply.raw, { error: "access_denied" });
          return reply.redirect(back, 303);
        }
        const login = choice.person ?? choice.login ?? "";
        const person = people.byLogin(login);
        if (!person) return show(reply, 422, listPage(request, login));

        const accountId = oidOf(person);
        // Another person at the same browser: the library would change over by a form that needs a script.
        if (interaction.session && interaction.session.accountId !== accountId) {
          const before = await oidc.Session.findByUid(interaction.session.uid);
          delete interaction.session;
          await interaction.persist();
          await before?.destroy();
        }
        const back = await oidc.interactionResult(request.raw, reply.raw, { login: { accountId, remember: false } });
        return reply.redirect(back, 303);
      }),
    );
  });

  const callback = oidc.callback();
  await app.register(async (raw) => {
    // The library reads the body itself.
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser("*", (_request, _body, done) => done(null));
    raw.all(`${at}/*`, (request, reply) => {
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value) reply.raw.setHeader(name, value);
      reply.hijack(); // the house's own headers above would otherwise be lost
      const incoming: typeof request.raw & { originalUrl?: string } = request.raw;
      incoming.originalUrl = incoming.url ?? "/"; // where Koa finds on which path it is mounted
      incoming.url = (incoming.url ?? "/").slice(at.length);
      void callback(incoming, reply.raw);
    });
  });

  function listPage(request: FastifyRequest, unknown: string | null): string {
    return loginPage({ look: settings.look(request.headers.cookie), people: people.all(), unknown, now: clock() });
  }

  /** A page that was left open too long, or came back to, says so and shows the way. */
  async function answering(request: FastifyRequest, reply: FastifyReply, answer: () => Promise<FastifyReply>) {
    try {
      return await answer();
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      const look = settings.look(request.headers.cookie);
      const w = providerWords(look.language);
      return show(reply, 400, notice(look, w.stale, w.staleText, { href: settings.startUri, label: w.again }));
    }
  }

  function show(reply: FastifyReply, status: number, html: string): FastifyReply {
    return reply
      .code(status)
      .headers(securityHeaders(settings))
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(html);
  }
}
