/** «Куда присылать уведомления»: what is chosen, the address, the browsers. Each form does one thing and comes back here. */
import type { FastifyInstance } from "fastify";
import type { VNode } from "preact";
import { Refusal } from "../../basics/refusal.ts";
import { noticeGroups } from "../../notify/kinds.ts";
import { addDevice, listDevices, removeDevice } from "../../notify/push/device.ts";
import { askToConfirm, awaitedAddress, forgetAddress, parseAddress } from "../../notify/settings/email-address.ts";
import { changeSettings, choices, readSettings, zones } from "../../notify/settings/settings.ts";
import { deviceOf } from "../login/device.ts";
import { paths } from "../paths.ts";
import { NoticeSettingsPage, type NoticeSettingsView } from "../patient/notice-settings.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { PagesDeps } from "./deps.ts";
import { type PatientVisit, patientPage, show } from "./visit.ts";

const dones = ["saved", "mailed", "forgotten", "paused", "resumed", "push-off"] as const;

export function noticeSettingsRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { keyring, push, random, database: registry } = deps.outside;
  const bodyOf = ({ request }: PatientVisit) => (request.body ?? {}) as Record<string, unknown>;

  app.get(
    paths.noticeSettings(),
    patientPage(deps, "choose-notices", async (visit) => {
      const { done } = visit.request.query as { done?: string };
      const view = await viewOf(deps, visit, { done: dones.find((one) => one === done) ?? null });
      return { page: (viewer) => NoticeSettingsPage({ viewer, view }) };
    }),
  );
  app.post(
    paths.noticeSettings(),
    patientPage(deps, "choose-notices", async (visit) => {
      const { tx, patientId, viewer, reply } = visit;
      const form = bodyOf(visit);
      const zone = zones.find((one) => one === form["zone"]);
      const before = await readSettings(keyring, tx, patientId);
      // A channel that this house does not have stands on the page greyed out and sends nothing: it stays as it was.
      const muted = choices.filter((choice) =>
        isOff(deps, choice) ? before.muted.includes(choice) : form[choice.replace(" ", "-")] !== "1",
      );
      const change = { muted, quiet: form["quiet"] === "1", language: viewer.language, ...(zone ? { zone } : {}) };
      await changeSettings(tx, keyring, patientId, change, deps.clock());
      return () => reply.redirect(paths.noticeSettings("saved"), 303);
    }),
  );
  app.post(
    paths.pauseNotices(),
    patientPage(deps, "choose-notices", async (visit) => {
      const { tx, patientId, reply } = visit;
      const paused = bodyOf(visit)["pause"] === "1";
      await changeSettings(tx, keyring, patientId, { paused }, deps.clock());
      return () => reply.redirect(paths.noticeSettings(paused ? "paused" : "resumed"), 303);
    }),
  );
  app.post(
    paths.noticeEmail(),
    patientPage(deps, "choose-notices", async (visit) => {
      const { tx, patientId, viewer, reply } = visit;
      if (bodyOf(visit)["account"] === "1") {
        // The provider has proved it already: no link is needed.
        const own = await accountAddress(deps, visit);
        if (own) await changeSettings(tx, keyring, patientId, { email: own, language: viewer.language }, deps.clock());
        return () => reply.redirect(`${paths.noticeSettings(own ? "saved" : undefined)}#email`, 303);
      }
      const typed = String(bodyOf(visit)["address"] ?? "").slice(0, 254);
      const address = parseAddress(typed);
      const faultWords = words(viewer.language).noticeSettings.email;
      let fault = address && deps.outside.post ? null : faultWords.misshapen;
      if (address && !fault) {
        const wish = { address, language: viewer.language };
        await askToConfirm(tx, { keyring, random }, patientId, wish, deps.clock()).catch((error) => {
          if (!(error instanceof Refusal && error.code === "ADDRESS_WAIT")) throw error;
          fault = faultWords.wait;
        });
      }
      if (!fault) return () => reply.redirect(`${paths.noticeSettings("mailed")}#email`, 303);
      const view = await viewOf(deps, visit, { fault: { typed, text: fault } });
      const { news } = await visit.counts();
      return () => show(reply, again({ ...viewer, ...news, path: paths.noticeSettings() }, view), 422);
    }),
  );
  app.post(
    paths.forgetEmail(),
    patientPage(deps, "choose-notices", async ({ tx, patientId, reply }) => {
      await forgetAddress(tx, keyring, patientId, deps.clock());
      return () => reply.redirect(paths.noticeSettings("forgotten"), 303);
    }),
  );
  app.post(
    paths.addPush(),
    patientPage(deps, "choose-notices", async (visit) => {
      const { tx, patientId, request, reply, viewer } = visit;
      const { endpoint, p256dh, auth } = bodyOf(visit);
      const told = { subscription: { endpoint, p256dh, auth }, name: deviceOf(request.headers["user-agent"]) };
      const services = push?.services ?? [];
      await addDevice(tx, { keyring, services, registry }, patientId, told, deps.clock());
      await changeSettings(tx, keyring, patientId, { language: viewer.language }, deps.clock());
      return () => reply.redirect(paths.noticeSettings("saved"), 303);
    }),
  );
  app.post<{ Params: { device: string } }>(
    "/profile/notices/push/:device/remove",
    patientPage(deps, "choose-notices", async ({ tx, patientId, request, reply }) => {
      const { device } = request.params as { device: string };
      const known = (await listDevices(keyring, tx, patientId)).find(({ id }) => id === device);
      if (known) await removeDevice(tx, patientId, known.id);
      return () => reply.redirect(`${paths.noticeSettings("push-off")}#push`, 303);
    }),
  );
}

function again(viewer: Viewer, view: NoticeSettingsView): VNode {
  return NoticeSettingsPage({ viewer, view });
}

function isOff({ outside }: PagesDeps, choice: string): boolean {
  return choice.endsWith(" email") ? outside.post === null : outside.push === null;
}

async function accountAddress(deps: PagesDeps, { subject }: PatientVisit): Promise<string | null> {
  const { email } = await deps.accounts.of(subject.accountId);
  return email && parseAddress(email);
}

async function viewOf(
  deps: PagesDeps,
  visit: PatientVisit,
  about: { done?: NoticeSettingsView["done"]; fault?: NoticeSettingsView["email"]["fault"] },
): Promise<NoticeSettingsView> {
  const { keyring, post, push } = deps.outside;
  const { tx, patientId } = visit;
  const [settings, awaited, devices, own] = await Promise.all([
    readSettings(keyring, tx, patientId),
    awaitedAddress(keyring, tx, patientId, deps.clock()),
    listDevices(keyring, tx, patientId),
    accountAddress(deps, visit),
  ]);
  const offered = own === settings.email ? null : own;
  const state = post === null ? "off" : settings.email ? "confirmed" : awaited ? "waiting" : "none";
  return {
    email: { state, address: settings.email, awaited, fault: about.fault ?? null, offered },
    push: { key: push?.publicKey ?? null, devices },
    paused: settings.paused,
    groups: noticeGroups,
    muted: settings.muted,
    quiet: settings.quiet,
    zone: settings.zone,
    zones,
    done: about.done ?? null,
  };
}
