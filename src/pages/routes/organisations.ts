/** Organisations: found and looked at by everybody; what they keep electronically is said by administrators. */
import type { FastifyInstance } from "fastify";
import {
  type ElectronicKind,
  findOrganisations,
  keepElectronic,
  type OrganisationCard,
  organisationCard,
  PAGE,
  readElectronic,
  usualDelay,
} from "../../admin/organisations.ts";
import { listRegions } from "../../admin/reference.ts";
import { dayOf, minuteOf, plusDays } from "../../basics/day.ts";
import { openOrUnknown, parseHours, sayMinute } from "../../basics/opening-hours.ts";
import { OrganisationPage, type OrganisationView, type Standing } from "../guest/organisation.tsx";
import { OrganisationsFoundPage } from "../guest/organisations.tsx";
import { kindKeys } from "../parts/kind.tsx";
import { paths } from "../paths.ts";
import { OrganisationCheckPage, StaffOrganisationPage } from "../staff/organisation.tsx";
import type { PagesDeps } from "./deps.ts";
import { kindKeyOf } from "./kind-key.ts";
import { readerOf, show, staffPage } from "./visit.ts";

const open = { config: { open: true } };

export function organisationRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get<{ Querystring: { q?: string; region?: string; page?: string } }>(
    "/organisations",
    open,
    async (request, reply) => {
      const viewer = await readerOf(deps, request);
      const asked = (request.query.q ?? "").trim().slice(0, 100);
      const regions = await listRegions(deps.reference);
      const region = regions.find(({ code }) => code === request.query.region)?.code ?? null;
      const page = /^\d{1,3}$/.test(request.query.page ?? "") ? Math.max(1, Number(request.query.page)) : 1;
      const from = (page - 1) * PAGE;
      const { rows, total } = await findOrganisations(deps.reference, { words: asked, region, from });
      const view = { asked, region, regions, page, total, more: from + rows.length < total, rows: rows.map(foundRow) };
      return show(reply, OrganisationsFoundPage({ viewer, view }));
    },
  );
  app.get<{ Params: { oid: string } }>("/organisations/:oid", open, async (request, reply) => {
    const viewer = await readerOf(deps, request);
    const card = await organisationCard(deps.reference, request.params.oid);
    const delay = await usualDelay(deps.reference, card.organisation.oid);
    const view = { ...viewOf(card), standing: await standingOf(deps, card), delay };
    return show(reply, OrganisationPage({ viewer, view }));
  });

  app.get(
    "/staff/organisations/:oid",
    staffPage(deps, "keep-reference", async ({ request, viewer }) => {
      const { organisation, electronic } = await organisationCard(deps.reference, oidOf(request));
      const { saved } = request.query as { saved?: string };
      const days = fieldsOf(electronic);
      const week = parseHours(organisation.hours);
      return StaffOrganisationPage({
        viewer,
        view: { ...named(organisation), week, days, faults: [], saved: saved === "1" },
      });
    }),
  );
  app.get(
    "/staff/organisations/:oid/check",
    staffPage(deps, "keep-reference", async ({ request, reply, viewer }) => {
      const { organisation, electronic } = await organisationCard(deps.reference, oidOf(request));
      const days = sentDays(request.query);
      const { kinds, faults } = readElectronic(days);
      if (faults.length > 0) {
        const view = { ...named(organisation), week: parseHours(organisation.hours), days, faults, saved: false };
        return () => show(reply, StaffOrganisationPage({ viewer, view }), 422);
      }
      return OrganisationCheckPage({
        viewer,
        view: { ...named(organisation), days, changes: changesOf(electronic, kinds) },
      });
    }),
  );
  app.post(
    "/staff/organisations/:oid/check",
    staffPage(deps, "keep-reference", async ({ request, reply }) => {
      const oid = oidOf(request);
      await organisationCard(deps.reference, oid);
      const { kinds, faults } = readElectronic(sentDays(request.body));
      if (faults.length > 0) return () => reply.redirect(paths.staff.organisation(oid), 303);
      await deps.changeReference((tx) => keepElectronic(tx, oid, kinds));
      return () => reply.redirect(`${paths.staff.organisation(oid)}?saved=1`, 303);
    }),
  );
}

function oidOf(request: { params: unknown }): string {
  return (request.params as { oid: string }).oid;
}

const leafletNumbers = kindKeys.filter((key) => key !== "other").map((_, at) => at + 1);

function sentDays(sent: unknown): string[] {
  const fields = (sent ?? {}) as Record<string, unknown>;
  return leafletNumbers.map((leaflet) => {
    const day = fields[`kind-${leaflet}`];
    return typeof day === "string" ? day.slice(0, 20) : "";
  });
}

function fieldsOf(electronic: readonly ElectronicKind[]): string[] {
  return leafletNumbers.map((leaflet) => electronic.find((kind) => kind.leaflet === leaflet)?.since ?? "");
}

function changesOf(was: readonly ElectronicKind[], becomes: readonly ElectronicKind[]) {
  const since = (kinds: readonly ElectronicKind[], leaflet: number) =>
    kinds.find((kind) => kind.leaflet === leaflet)?.since ?? null;
  return leafletNumbers
    .map((leaflet) => ({ leaflet, was: since(was, leaflet), becomes: since(becomes, leaflet) }))
    .filter((change) => change.was !== change.becomes);
}

type Organisation = OrganisationCard["organisation"];

function named({ oid, name, short_name: shortName }: Organisation) {
  return { oid, name, shortName };
}

function foundRow(organisation: Organisation) {
  const { region, connected, address, electronic_since: electronicSince } = organisation;
  return { ...named(organisation), region, connected, address, electronicSince };
}

function viewOf({ organisation, electronic }: OrganisationCard): Omit<OrganisationView, "standing" | "delay"> {
  const { region, connected, address, phone, hours } = organisation;
  const kinds = electronic.map(({ leaflet, since }) => ({ key: kindKeyOf(leaflet), since }));
  return { ...named(organisation), region, connected, address, phone, hours, kinds };
}

/** How long one looks ahead for the next day that it is open: the January holidays are eight days. */
const LOOK_AHEAD = 14;

async function standingOf(deps: PagesDeps, { organisation }: OrganisationCard): Promise<Standing> {
  const { hours, time_zone: zone, region_code: region } = organisation;
  const week = parseHours(hours);
  if (week === null) return null;
  const calendar = (await deps.calendars.current()).of(region);
  const [today, minute] = [dayOf(deps.clock(), zone), minuteOf(deps.clock(), zone)];
  const now = openOrUnknown(week, calendar, today);
  if (now === "unknown") return null;
  if (now !== null && now.from <= minute && minute < now.until)
    return { open: true, until: now.until === 1440 ? null : sayMinute(now.until) };
  for (let ahead = now !== null && minute < now.from ? 0 : 1; ahead <= LOOK_AHEAD; ahead++) {
    const day = plusDays(today, ahead);
    const then = openOrUnknown(week, calendar, day);
    if (then === "unknown") break;
    if (then !== null) return { open: false, next: { day, ahead, time: sayMinute(then.from) } };
  }
  return { open: false, next: null };
}
