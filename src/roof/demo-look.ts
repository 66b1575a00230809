/** The demo's login looks as the cabinet does, and as its reader likes to read. */
import type { FastifyInstance } from "fastify";
import type { Look } from "../demo/provider/shell.tsx";
import { assetHref } from "../pages/asset-links.ts";
import { comfortCookie, parseComfort } from "../pages/comfort.ts";
import { languageCookie } from "../pages/routes/visit.ts";

/** `app` knows how to read cookies; it is asked only once requests come. */
export function lookBy(app: () => FastifyInstance): (cookies: string | undefined) => Look {
  return (cookies) => {
    const sent = app().parseCookie(cookies ?? "");
    const { text, typeface, scheme, spacing, leading, images } = parseComfort(sent[comfortCookie]);
    return {
      css: assetHref("app.css"),
      icon: assetHref("icon.svg"),
      language: sent[languageCookie] === "en" ? "en" : "ru",
      html: {
        "data-text": text,
        "data-typeface": typeface,
        "data-scheme": scheme,
        "data-spacing": spacing,
        "data-leading": leading,
        "data-images": images,
      },
    };
  };
}
