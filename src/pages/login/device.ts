/** A few words for the list of sessions: which browser on which system. Read from User-Agent; whatever else it says is dropped. */

const browsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/YaBrowser\//, "Яндекс Браузер"],
  [/Atom\//, "Атом"],
  [/Sputnik\//, "Спутник"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** «Chrome, Windows»; null when neither is known. */
export function deviceOf(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const first = (signs: typeof browsers) => signs.find(([sign]) => sign.test(userAgent))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(", ") || null;
}
