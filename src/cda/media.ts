/**
 * Files inside the document: images are shown after their own bytes say what they are, other files are offered, never framed.
 * A reference to anywhere outside is told and never fetched: it would tell a stranger that the patient is reading.
 */
import { isUtf8 } from "node:buffer";
import type { Block, Origin } from "./model.ts";
import { sniff } from "./sniff.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, originOf, rawText, textOf } from "./walk.ts";

/** Larger pictures are offered as files. */
const MAX_IMAGE_BYTES = 4 * 1024 * 1024;
const MAX_TEXT = 1_000_000;

export class Media {
  readonly #byId = new Map<string, XmlElement>();
  readonly #shown = new Set<XmlElement>();
  #attachments = 0;

  constructor(root: XmlElement) {
    for (const element of descendants(root)) {
      if (element.name !== "observationMedia" && element.name !== "regionOfInterest") continue;
      const id = attribute(element, "ID");
      // The first of two equal IDs, always: which picture is shown must not depend on who asks.
      if (id !== null && !this.#byId.has(id)) this.#byId.set(id, element);
    }
  }

  /** The medium a narrative points at. */
  show(id: string, pointer: XmlElement): readonly Block[] {
    const element = this.#byId.get(id);
    const from = originOf(pointer);
    if (element === undefined) return [notice("Изображение, на которое ссылается документ, в нём отсутствует", from)];
    // Once: a hundred thousand references to one picture would otherwise be as many copies of it.
    if (this.#shown.has(element)) return [notice("Это изображение уже показано выше", from)];
    if (element.name === "observationMedia") return this.showElement(element);
    this.#shown.add(element);
    const inner = [...descendants(element)].filter((one) => one.name === "observationMedia");
    return inner.flatMap((one) => this.showElement(one));
  }

  showElement(media: XmlElement): readonly Block[] {
    this.#shown.add(media);
    const alt = textOf(child(media, "text")) ?? textOf(child(media, "id")) ?? "Изображение из документа";
    return childrenOf(media, "value").flatMap((value) => this.file(value, alt));
  }

  /** Whether the narrative has shown it already. */
  wasShown(media: XmlElement): boolean {
    return this.#shown.has(media);
  }

  /** An ED value: base64 or plain text. */
  file(value: XmlElement, alt: string): readonly Block[] {
    const from = originOf(value);
    if (child(value, "reference") !== null)
      return [notice("Файл находится вне документа: он не подписан и не загружается", from)];
    if (attribute(value, "representation") !== "B64") return plainTextBlocks(value);
    const bytes = decode(rawText(value));
    if (bytes === null) return [notice("Вложенный файл повреждён и не показывается", from)];
    const what = sniff(bytes);
    if (what !== null && what.type !== "application/pdf" && bytes.length <= MAX_IMAGE_BYTES) {
      const { type, width, height } = what;
      return [{ kind: "image", type, base64: bytes.toString("base64"), alt, width, height, from }];
    }
    if (what !== null) return [this.#attachment(what.type, bytes, from)];
    const type = (attribute(value, "mediaType") ?? "").toLowerCase();
    if (type === "text/plain" && isUtf8(bytes)) return paragraphs(bytes.toString("utf8"), from);
    const called = /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,80}$/.test(type) ? ` (${type})` : "";
    return [notice(`Вложение такого вида${called} не показывается: оно осталось в исходном файле документа`, from)];
  }

  #attachment(type: "image/png" | "image/jpeg" | "application/pdf", bytes: Buffer, from: Origin): Block {
    this.#attachments += 1;
    const ending = { "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg" }[type];
    const name = `Вложение ${this.#attachments}.${ending}`;
    return {
      kind: "attachment",
      type,
      base64: bytes.toString("base64"),
      bytes: bytes.length,
      name,
      which: this.#attachments,
      from,
    };
  }
}

function plainTextBlocks(value: XmlElement): readonly Block[] {
  const type = (attribute(value, "mediaType") ?? "text/plain").toLowerCase();
  const text = rawText(value);
  if (text.trim() === "") return [];
  // HTML in plain sight is still only text here: it is written out, not obeyed.
  return type.startsWith("text/") || type === ""
    ? paragraphs(text, originOf(value))
    : [notice(`Вложение не показывается: ${type.slice(0, 80)}`, originOf(value))];
}

function paragraphs(text: string, from: Origin): readonly Block[] {
  const whole = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  const blocks: Block[] = whole
    .split(/\r?\n[ \t]*\r?\n/)
    .map((part) => part.replace(/\r\n?/g, "\n").trim())
    .filter((part) => part !== "")
    .map((part) => ({ kind: "paragraph", runs: [{ text: part }], from }));
  if (whole.length < text.length)
    blocks.push(notice("Текст очень велик: остаток смотрите в исходном файле документа", from));
  return blocks;
}

/** Strict base64: what is skipped silently by a lenient decoder could be another file to another reader. */
function decode(text: string): Buffer | null {
  const packed = text.replace(/\s+/g, "");
  if (packed === "" || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  return Buffer.from(packed, "base64");
}

function notice(text: string, from: Origin): Block {
  return { kind: "notice", text, from };
}
