/** Letters as they are sent: plain text, and the same in simple HTML. */
import type { Language } from "../../basics/words.ts";
import type { NoticeKind } from "../kinds.ts";
import type { Letter } from "./post.ts";
import { outsideWords } from "./words.ts";

/** Full addresses, made where addresses are known. */
export interface Links {
  /** The list of notices, behind the login. */
  readonly cabinet: string;
  readonly settings: string;
  confirm(token: string): string;
  unsubscribe(token: string): string;
}

export function noticeLetter(about: {
  readonly to: string;
  readonly id: string;
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly unsubscribeToken: string;
  readonly links: Links;
}): Letter {
  const { language, links } = about;
  const w = outsideWords[language];
  const away = links.unsubscribe(about.unsubscribeToken);
  return {
    ...written(language, w.said[about.kind], {
      lines: [],
      button: { words: w.open, href: links.cabinet },
      foot: [w.why, `${w.settings}: ${links.settings}`, `${w.unsubscribe}: ${away}`],
    }),
    to: about.to,
    id: `${about.id}@${new URL(links.cabinet).hostname}`,
    headers: {
      "Notification-Id": about.id,
      // RFC 8058: the mail program itself offers «отписаться», and one press is enough.
      "List-Unsubscribe": `<${away}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

export function confirmationLetter(about: {
  readonly to: string;
  readonly id: string;
  readonly language: Language;
  readonly token: string;
  readonly links: Links;
}): Letter {
  const w = outsideWords[about.language].confirm;
  const content = {
    lines: [w.text],
    button: { words: w.button, href: about.links.confirm(about.token) },
    foot: [w.not],
  };
  return {
    ...written(about.language, w.subject, content),
    to: about.to,
    id: `${about.id}@${new URL(about.links.cabinet).hostname}`,
    headers: {},
  };
}

interface Content {
  readonly lines: readonly string[];
  readonly button: { readonly words: string; readonly href: string };
  /** Small print; an address in it becomes a link. */
  readonly foot: readonly string[];
}

function written(language: Language, subject: string, { lines, button, foot }: Content) {
  const { brand } = outsideWords[language];
  const text = [subject, ...lines, `${button.words}: ${button.href}`, "--", ...foot, brand].join("\n\n");
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#f6f4ef;color:#1d2b28;font:16px/1.5 sans-serif">
<div style="max-width:32em;margin:0 auto;padding:24px;background:#fff;border-radius:12px">
<p style="margin:0 0 8px;color:#4f5f5b">${brand}</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${subject}</h1>
${lines.map((line) => `<p style="margin:0 0 16px">${escaped(line)}</p>`).join("\n")}
<p style="margin:0 0 24px"><a href="${escaped(button.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6a55;color:#fff;text-decoration:none;font-weight:600">${button.words}</a></p>
${foot.map((line) => `<p style="margin:0 0 8px;font-size:14px;color:#4f5f5b">${linked(line)}</p>`).join("\n")}
</div></body></html>
`;
  return { subject, text: `${text}\n`, html };
}

function linked(line: string): string {
  return escaped(line).replace(/: (https?:\/\/\S+)$/, (_, href: string) => `: <a href="${href}">${href}</a>`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
