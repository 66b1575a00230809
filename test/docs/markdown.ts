/** Markdown, as far as the tests of the documents need it: links, code spans, headings, what a section is made of. */

/** Code blocks are replaced by spaces, so that everything else keeps its place. */
function withoutBlocks(text: string): string {
  return text.replaceAll(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm, (block) => block.replaceAll(/[^\n]/g, " "));
}

/** Where links and pictures lead. */
export function linksOf(text: string): string[] {
  const prose = withoutBlocks(text).replaceAll(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
}

/** What stands in `backticks`, outside of code blocks. */
export function codeSpansOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span]) => (span ?? "").replaceAll("\\|", "|"));
}

export function codeBlocksOf(text: string): { readonly language: string; readonly code: string }[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^\1```$/gm)].map(([, , language, code]) => ({
    language: language ?? "",
    code: code ?? "",
  }));
}

/** The names by which headings are linked to, as the usual renderers make them. */
export function anchorsOf(text: string): Set<string> {
  const headings = [...withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)];
  return new Set(
    headings.map(([, title]) =>
      (title ?? "")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}

/** What two writings of one section must have in common, whatever the language. */
export interface SectionShape {
  readonly level: number;
  readonly blocks: readonly string[];
  readonly tableRows: number;
  readonly items: number;
  readonly links: readonly string[];
}

export function sectionsOf(text: string): SectionShape[] {
  const starts = [...withoutBlocks(text).matchAll(/^(#{1,6}) .+$/gm)];
  return starts.map((start, i) => {
    const section = text.slice(start.index, starts[i + 1]?.index);
    const prose = withoutBlocks(section);
    return {
      level: start[1]?.length ?? 0,
      blocks: codeBlocksOf(section).map(({ language }) => language),
      tableRows: prose.match(/^\|/gm)?.length ?? 0,
      items: prose.match(/^\s*(?:[-*]|\d+\.) /gm)?.length ?? 0,
      links: linksOf(section).sort(),
    };
  });
}

/** Cells of the first column of every table, without the head. */
export function firstColumnOf(text: string): string[] {
  const rows = withoutBlocks(text)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  return rows.flatMap((row, i) => {
    const isHead = /^\|[-| ]+\|$/.test(rows[i + 1] ?? "");
    const isRule = /^\|[-| ]+\|$/.test(row);
    return isHead || isRule ? [] : [row.split(/(?<!\\)\|/)[1]?.trim() ?? ""];
  });
}
