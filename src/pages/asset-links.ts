/** Where the style sheet and the script are. Set once at start, when the assets have been built (see `assets.ts`). */
import { paths } from "./paths.ts";

export type AssetName =
  | "app.css"
  | "app.js"
  | "staff.js"
  | "key-room.js"
  | "verify.js"
  | "icon.svg"
  | "golos-cyrillic.woff2"
  | "golos-latin.woff2";

let hrefOf: (name: AssetName) => string = (name) => paths.asset(name);

/** Called once at start with `assets.href`. Until then pages link the plain names, which is what request tests want. */
export function linkAssets(href: (name: AssetName) => string): void {
  hrefOf = href;
}

/** Address of a built asset, with the hash of its content in the name. */
export function assetHref(name: AssetName): string {
  return hrefOf(name);
}
