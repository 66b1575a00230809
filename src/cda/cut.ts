/** A text that may not be longer; «…» says that there was more. `most`: UTF-16 units, the sign not counted. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
