/** Sizes of files in words. */

/** «116 КБ», «2,4 МБ»; bytes under a kilobyte as «812 Б». */
export function saySize(bytes: number): string {
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} МБ`;
}
