/**
 * Which documents a visit makes due, by the services that were done in it: facts of the dictionary of medical services
 * (НМУ, 1.2.643.5.1.13.13.11.1070), whose codes begin with the sort of service. Numbers are those of the leaflet's list.
 */

export interface Service {
  readonly code: string;
  readonly name: string;
}

/** One document that is due: the kinds that answer it, the likeliest first. */
export type KindsDue = readonly [likeliest: number, ...others: number[]];

const IMAGING = 3;
const CONSULTATION = 4;
const LAB = 5;
const CHECKUP = 6;
const DISCHARGE = 7;
const SPORT = 8;

/** What was done, one entry for each document. A stay in hospital is told by its discharge summary alone. */
export function kindsDue(services: readonly Service[]): KindsDue[] {
  if (services.some(isStay)) return [[DISCHARGE]];
  const visit = services.some(({ code }) => /^B0[14]\b/.test(code));
  const due = new Map<number, KindsDue>();
  for (const service of services) {
    const kinds = kindsOf(service, visit);
    if (kinds && !due.has(kinds[0])) due.set(kinds[0], kinds);
  }
  return [...due.values()];
}

/** The service of the visit that makes this kind due: it names the document before there is one. */
export function serviceOf(services: readonly Service[], leaflet: number): Service | null {
  if (leaflet === DISCHARGE) return services.find(isStay) ?? null;
  const visit = services.some(({ code }) => /^B0[14]\b/.test(code));
  return services.find((service) => kindsOf(service, visit)?.[0] === leaflet) ?? null;
}

/** A referral is answered by whoever the patient goes to; nobody answers one to the disability bureau here. */
export function kindsOfReferral(family: string, leaflet: number | null): KindsDue | null {
  if (leaflet !== 1) return null;
  if (family === "type-107") return [LAB];
  if (family === "type-57") return [CONSULTATION, IMAGING];
  return [CONSULTATION, IMAGING, LAB, DISCHARGE];
}

/** A round of the ward or a birth happens in hospital only; the dictionary numbers them differently in each speciality. */
function isStay({ code, name }: Service): boolean {
  return /^B01\./.test(code) && /отделени\S* стационара|ведение \S* ?родов/i.test(name);
}

function kindsOf({ code, name }: Service, visit: boolean): KindsDue | null {
  switch (/^[AB]\d\d/.exec(code)?.[0]) {
    case "B01":
      return /спортивн/i.test(name) ? [SPORT, CONSULTATION] : [CONSULTATION];
    case "B04":
      return /диспансерн\S* при[её]м/i.test(name) ? [CONSULTATION, CHECKUP] : [CHECKUP, CONSULTATION];
    case "B03":
      return /ультразвук|функциональн|рентген|томограф/i.test(name) ? [IMAGING] : [LAB];
    case "A02": // Measuring, as an oculist does: a part of the visit, unless it was all that was done.
      return visit || !/^A02\.26/.test(code) ? null : [IMAGING];
    case "A03":
    case "A04":
    case "A05":
    case "A06":
    case "A07":
      return [IMAGING];
    case "A12": // Functions: of blood and immunity in a laboratory, of breath and heart by an instrument.
      return /^A12\.(05|06|20|22|28|30)/.test(code) ? [LAB] : [IMAGING];
    case "A08":
    case "A09":
    case "A26":
    case "A27":
      return [LAB];
    default:
      return null;
  }
}
