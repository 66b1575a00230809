/** Where to go after the login: a page of ours, and never an address that somebody wrote into a link (open redirect). */

/**
 * `sent` when it is a path of our own, else `otherwise`. Browsers read `\` as `/`, drop tabs and line breaks, and
 * take what stands after `//` for a host, so each of these is refused, also where `..` would bring it about.
 */
export function returnPath(sent: unknown, otherwise: string): string {
  if (typeof sent !== "string" || sent.length > 2000 || !/^\/[^\s\\\p{Cc}]*$/u.test(sent)) return otherwise;
  const there = URL.parse(sent, "http://own.invalid");
  if (there?.host !== "own.invalid") return otherwise;
  const path = there.pathname + there.search;
  return path.startsWith("//") ? otherwise : path;
}
