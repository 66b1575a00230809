/**
 * Says in a PDF/A-3a that it keeps PDF/UA-1 as well (ISO 14289-1). Typst checks one standard at a time, and sets the same tags
 * for both: what it makes under UA-1 differs by the two things added here, the title in the window and the mark in the metadata.
 * Added as an incremental update (ISO 32000-1, 7.5.6): every byte that Typst wrote stays where it was.
 */

/** Only for what Typst made and checked; anything that has not the expected shape is an error of ours. */
export function markAccessible(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const trailer = trailerOf(text);
  const catalog = objectOf(text, trailer, trailer.root);
  const metadata = Number(part(/\/Metadata\s+(\d+)\s+0\s+R/, catalog));
  const updated = [
    { number: metadata, body: markMetadata(objectOf(text, trailer, metadata)) },
    { number: trailer.root, body: showTitle(catalog) },
  ].sort((a, b) => a.number - b.number);
  return Buffer.concat([Buffer.from(text, "latin1"), Buffer.from(appended(text, trailer, updated), "latin1")]);
}

interface Trailer {
  readonly root: number;
  readonly size: number;
  readonly start: number;
  /** `/Info … /ID …` as they are. */
  readonly rest: string;
}

function trailerOf(text: string): Trailer {
  const end = text.slice(text.lastIndexOf("trailer"));
  return {
    root: Number(part(/\/Root\s+(\d+)\s+0\s+R/, end)),
    size: Number(part(/\/Size\s+(\d+)/, end)),
    start: Number(part(/startxref\s+(\d+)/, end)),
    rest: `${/\/Info\s+\d+\s+0\s+R/.exec(end)?.[0] ?? ""} ${/\/ID\s*\[[\s\S]*?\)\s*\]/.exec(end)?.[0] ?? ""}`,
  };
}

/** Found by the table of offsets, never by looking for its number: a file inside may hold anything, such as that. */
function objectOf(text: string, { start, size }: Trailer, number: number): string {
  const head = `xref\n0 ${size}\n`;
  if (!text.startsWith(head, start)) throw new Error("the PDF has no plain table of objects");
  const from = Number(text.slice(start + head.length + 20 * number).slice(0, 10));
  const mark = `${number} 0 obj\n`;
  const to = text.indexOf("\nendobj", from);
  if (!text.startsWith(mark, from) || to < 0) throw new Error(`the PDF has no plain object ${number}`);
  return text.slice(from + mark.length, to);
}

function part(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the PDF has no ${pattern.source}`);
  return found;
}

function showTitle(catalog: string): string {
  const preferences = /\/ViewerPreferences\s*<</;
  if (!preferences.test(catalog)) throw new Error("the PDF has no viewer preferences");
  return catalog.replace(preferences, "$&/DisplayDocTitle true ");
}

/** The mark, and the schema that PDF/A-3 demands for a property that it does not know (ISO 19005-3, 6.6.2.3). */
function markMetadata(object: string): string {
  const packet = object.slice(object.indexOf("stream\n") + 7, object.lastIndexOf("\nendstream"));
  const marked = packet
    .replace("xmlns:pdfaid=", `xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"  xmlns:pdfaid=`)
    .replace("<pdfaExtension:schemas><rdf:Bag>", `$&${SCHEMA}`)
    .replace("<pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>$&");
  if (marked.length !== packet.length + ADDED) throw new Error("the metadata of the PDF are not as expected");
  return `<</Type/Metadata/Subtype/XML/Length ${marked.length}>>\nstream\n${marked}\nendstream`;
}

const SCHEMA =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';
const ADDED =
  'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"  '.length + SCHEMA.length + "<pdfuaid:part>1</pdfuaid:part>".length;

function appended(
  text: string,
  { root, size, start, rest }: Trailer,
  objects: readonly { readonly number: number; readonly body: string }[],
): string {
  let added = text.endsWith("\n") ? "" : "\n";
  const entries = objects.map(({ number, body }) => {
    const offset = text.length + added.length;
    added += `${number} 0 obj\n${body}\nendobj\n`;
    return `${number} 1\n${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = text.length + added.length;
  return `${added}xref\n${entries.join("")}trailer\n<</Size ${size}/Root ${root} 0 R/Prev ${start} ${rest}>>\nstartxref\n${table}\n%%EOF`;
}
