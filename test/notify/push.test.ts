/** Web Push: to real HTTP, read as a browser would; and only to services that are on the list. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { addDevice, listDevices } from "../../src/notify/push/device.ts";
import { openPushPost, type PushPost } from "../../src/notify/push/send.ts";
import { allowedEndpoint, knownPushServices } from "../../src/notify/push/services.ts";
import { vapidKeys } from "../../src/notify/push/vapid.ts";
import { openPushService, type PushService } from "../kit/push-service.ts";
import { NOW, type NotifyDesk, openNotifyDesk } from "./desk.ts";

let service: PushService;
let push: PushPost;
let desk: NotifyDesk;
before(async () => {
  service = await openPushService();
  push = openPushPost(vapidKeys(randomBytes(32), "mailto:notices@medkarta.example"), [service.origin]);
  desk = await openNotifyDesk({ push });
});
after(async () => {
  await desk?.close();
  await service?.close();
});
beforeEach(async () => {
  service.status = 201;
  service.received.length = 0;
  service.asked = 0;
  await desk.registry.pool.query("DELETE FROM notice_delivery; DELETE FROM push_device");
});

async function subscribe(patientId: string, change: Partial<PushService["subscription"]> = {}): Promise<void> {
  const subscription = { ...service.subscription, ...change };
  const deps = { keyring: desk.keyring, services: push.services, registry: desk.registry };
  await desk.portal.transact((tx) => addDevice(tx, deps, patientId, { subscription, name: "Firefox, Linux" }, NOW), {
    patient: patientId,
  });
}

test("what comes can be read by that browser alone, and says nothing of the document", async () => {
  const patient = await desk.person({ email: null });
  await subscribe(patient);
  await desk.tell(patient, "appeal-message", { about: "26-000009" });
  await desk.deliver("push");
  const [pushed, ...others] = service.received;
  assert.equal(others.length, 0);
  assert.equal(pushed?.said.body, "Новость по вашему обращению");
  assert.equal(pushed?.said.path, "/notices");
  assert.equal(pushed?.headers["notification-id"], pushed?.said.id);
  assert.match(String(pushed?.headers["topic"]), /^[A-Za-z0-9_-]{1,32}$/);
  assert.match(String(pushed?.headers["authorization"]), /^vapid t=/);
  assert.deepEqual(await desk.endings(), ["sent"]);
});

test("a browser that takes no push any more is forgotten", async () => {
  const patient = await desk.person({ email: null });
  await subscribe(patient);
  service.status = 410;
  await desk.tell(patient, "paper-ready");
  await desk.deliver("push");
  assert.deepEqual(await desk.endings(), ["dropped push-410"]);
  assert.deepEqual(await listDevices(desk.keyring, desk.registry.sql, patient), []);
});

test("a service that is busy is asked again under the same id; one that leads elsewhere is not followed", async () => {
  const patient = await desk.person({ email: null });
  await subscribe(patient);
  service.status = 503;
  await desk.tell(patient, "paper-ready");
  await desk.deliver("push");
  assert.deepEqual(await desk.endings(), ["waiting push-503"]);
  service.status = 201;
  desk.later(1);
  await desk.deliver("push");
  assert.equal(service.received.length, 1);
  service.status = 307;
  await desk.tell(patient, "paper-ready");
  await desk.deliver("push");
  assert.deepEqual(await desk.endings(), ["sent", "dead push-307"]);
  assert.equal(service.asked, 3);
});

test("each browser of a person gets its own; who signs in at a browser takes it over from who was there before", async () => {
  const [before, later] = [await desk.person({ email: null }), await desk.person({ email: null })];
  await subscribe(before);
  await subscribe(before, { endpoint: `${service.origin}/push/two` });
  await subscribe(later);
  await desk.tell(before, "paper-ready");
  await desk.tell(later, "paper-ready");
  await desk.deliver("push");
  assert.equal(service.received.length, 2);
  assert.equal((await listDevices(desk.keyring, desk.registry.sql, before)).length, 1);
});

test("the database does not tell where a browser is reached", async () => {
  const patient = await desk.person({ email: null });
  await subscribe(patient);
  const { rows } = await desk.registry.pool.query("SELECT sealed FROM push_device");
  assert.ok(!rows[0].sealed.toString("latin1").includes("127.0.0.1"));
});

describe("an address that a browser tells must not become a connection to anywhere", () => {
  const bad = [
    "http://127.0.0.1:9/",
    "http://169.254.169.254/latest/meta-data",
    "https://localhost/push",
    "https://fcm.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "http://fcm.googleapis.com/x",
    "https://notify.windows.com/x",
    "https://a.b.notify.windows.com/x",
    "https://evilnotify.windows.com/x",
    "https://fcm.googleapis.com/x#y",
    "ftp://fcm.googleapis.com/x",
    "file:///etc/passwd",
    "nonsense",
    `https://fcm.googleapis.com/${"x".repeat(1000)}`,
  ];
  test("what is not on the list is refused", () => {
    for (const endpoint of bad) assert.equal(allowedEndpoint(knownPushServices, endpoint), null, endpoint);
    for (const endpoint of [
      "https://fcm.googleapis.com/fcm/send/abc",
      "https://updates.push.services.mozilla.com/wpush/v2/abc",
      "https://wns2-par02p.notify.windows.com/w/?token=abc",
      "https://web.push.apple.com/abc",
    ])
      assert.ok(allowedEndpoint(knownPushServices, endpoint), endpoint);
  });
  test("a subscription to it is not kept, and nothing is connected to", async () => {
    const patient = await desk.person();
    for (const endpoint of bad)
      await assert.rejects(subscribe(patient, { endpoint }), (error) => error instanceof Refusal, endpoint);
    for (const change of [{ p256dh: "A".repeat(87) }, { p256dh: "" }, { auth: "short" }])
      await assert.rejects(subscribe(patient, change), (error) => error instanceof Refusal);
    assert.deepEqual(await listDevices(desk.keyring, desk.registry.sql, patient), []);
  });
  test("one that left the list since is not sent to", async () => {
    const patient = await desk.person({ email: null });
    await subscribe(patient);
    const { subscription } = (await listDevices(desk.keyring, desk.registry.sql, patient))[0]!;
    const narrowed = openPushPost(vapidKeys(randomBytes(32), "mailto:a@b.example"), knownPushServices);
    await assert.rejects(
      narrowed.send(subscription, { id: patient, title: "", body: "", path: "/" }),
      /service-not-allowed/,
    );
    assert.equal(service.asked, 0);
  });
});
