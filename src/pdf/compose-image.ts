/** Composes a picture: only PNG and JPEG, only of a size that can be decoded without harm, else words instead. */

import type { Block } from "../cda/model.ts";
import { pictureWords } from "../cda/text.ts";
import { type Composer, sizeOf } from "./composer.ts";
import type { SheetBlock } from "./sheet.ts";

type ModelImage = Extract<Block, { kind: "image" }>;

const mostBytes = 16 * 1024 * 1024;
/** A picture is decoded whole: 30 megapixels are 120 MB. */
const mostPixels = 30_000_000;
/** Two thirds of a page: a taller one would leave half a page empty before it. */
const mostHeight = 480;

/** Composes a picture, 96 pixels an inch and never larger than the page. */
export function composeImage(composer: Composer, image: ModelImage, width: number): SheetBlock {
  const path = composer.nextImage();
  const bytes = Buffer.from(image.base64, "base64");
  const format = formatOf(bytes);
  const alt = composer.showing.show(image.alt.trim() || "Изображение в документе");
  const trouble = composer.caution.brokenImages?.has(path) ? "файл повреждён" : troubleWith(image, bytes);
  if (trouble || !format) {
    const words = `Изображение «${alt}» не показано: ${trouble ?? "вид файла не поддержан"}. Оно есть в исходном файле.`;
    return { k: "note", t: composer.fit(words, width - 24, sizeOf.body) };
  }
  const under = composer.fit(pictureWords(alt), width, sizeOf.small);
  composer.images.push({ path, format, bytes });
  const scale = Math.min(0.75, width / image.width, mostHeight / image.height);
  return { k: "image", path, format, w: image.width * scale, h: image.height * scale, alt, under };
}

function troubleWith(image: ModelImage, bytes: Buffer): string | null {
  if (!(image.width > 0 && image.height > 0)) return "файл повреждён";
  return bytes.length > mostBytes || image.width * image.height > mostPixels ? "оно слишком велико" : null;
}

function formatOf(bytes: Buffer): "png" | "jpg" | null {
  if (bytes.length < 24) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47) return "png";
  return bytes.readUInt16BE(0) === 0xffd8 ? "jpg" : null;
}
