/** Where TLS is on, the cookies are such as no neighbour can plant. */
import assert from "node:assert/strict";
import { test } from "node:test";
import cookie from "@fastify/cookie";
import Fastify from "fastify";
import { windowCookies } from "../../src/http/cookies.ts";

async function setBy(publicUrl: string): Promise<readonly string[]> {
  const app = Fastify();
  await app.register(cookie);
  const cookies = windowCookies(publicUrl);
  app.get("/", async (_request, reply) => {
    cookies.keepSession(reply, "s");
    cookies.keepAttempt(reply, "a");
    return "";
  });
  app.get("/drop", async (_request, reply) => {
    cookies.dropSession(reply);
    return "";
  });
  const answers = [await app.inject("/"), await app.inject("/drop")];
  await app.close();
  return answers.flatMap(({ headers }) => headers["set-cookie"] ?? []);
}

test("over https: __Host-, Secure, HttpOnly, Lax, no domain", async () => {
  assert.deepEqual(await setBy("https://medkarta.example"), [
    "__Host-medkarta=s; Path=/; HttpOnly; Secure; SameSite=Lax",
    "__Host-medkarta-login=a; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax",
    // A browser takes even a farewell to a __Host- cookie only with Secure.
    "__Host-medkarta=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax",
  ]);
});

test("on this machine without TLS: the same armour under a plain name", async () => {
  assert.deepEqual((await setBy("http://localhost:8080")).slice(0, 2), [
    "medkarta=s; Path=/; HttpOnly; SameSite=Lax",
    "medkarta-login=a; Max-Age=600; Path=/; HttpOnly; SameSite=Lax",
  ]);
});
