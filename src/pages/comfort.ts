/** How a person likes to read: text size, typeface, colours, spacing, pictures. Read from a cookie, and from the form. */
import type { Comfort } from "./viewer.ts";

export const comfortCookie = "comfort";

export const plainComfort: Comfort = {
  text: 100,
  typeface: "golos",
  scheme: "normal",
  spacing: "normal",
  leading: "normal",
  images: "on",
};

/** All choices, in the order in which the page «Размер шрифта и цвета» offers them. */
export const comfortChoices = {
  text: [100, 125, 150, 175, 200],
  typeface: ["golos", "serif"],
  scheme: ["normal", "white", "black", "blue", "beige", "brown"],
  spacing: ["normal", "wide", "wider"],
  leading: ["normal", "wide", "wider"],
  images: ["on", "grey", "off"],
} as const satisfies { [K in keyof Comfort]: readonly Comfort[K][] };

/** Cookie → settings. Whatever is not ours becomes the default: a cookie is written by anybody. */
export function parseComfort(cookie: string | undefined): Comfort {
  // Before there was a choice for lines of their own, they followed the letters.
  const [text, typeface, scheme, spacing, images, leading = spacing] = (cookie ?? "").split(".");
  return changeComfort(plainComfort, { text, typeface, scheme, spacing, images, leading });
}

/** Settings → cookie value, e.g. `150.golos.black.wide.on.normal`. */
export function formatComfort(comfort: Comfort): string {
  return [comfort.text, comfort.typeface, comfort.scheme, comfort.spacing, comfort.images, comfort.leading].join(".");
}

/** The settings after a form was sent. A form may send one field only (the header's «А А А»); the others stay. */
export function changeComfort(before: Comfort, form: Readonly<Record<string, unknown>>): Comfort {
  return {
    text: pick(comfortChoices.text, form.text, before.text),
    typeface: pick(comfortChoices.typeface, form.typeface, before.typeface),
    scheme: pick(comfortChoices.scheme, form.scheme, before.scheme),
    spacing: pick(comfortChoices.spacing, form.spacing, before.spacing),
    leading: pick(comfortChoices.leading, form.leading, before.leading),
    images: pick(comfortChoices.images, form.images, before.images),
  };
}

/** Whether anything differs from the ordinary look. */
export function isPlain(comfort: Comfort): boolean {
  return formatComfort(comfort) === formatComfort(plainComfort);
}

function pick<T extends string | number>(choices: readonly T[], sent: unknown, otherwise: T): T {
  return choices.find((choice) => String(choice) === sent) ?? otherwise;
}
