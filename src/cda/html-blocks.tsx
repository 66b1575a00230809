/** Blocks of the readable document as HTML: paragraphs, facts, tables that a phone can turn into cards, lists, pictures, notices. */
import { asTable } from "./as-table.ts";
import { Table } from "./html-table.tsx";
import { Spoken, Words } from "./html-words.tsx";
import type { Item } from "./item.ts";
import type { Block } from "./model.ts";
import { saySize } from "./say-size.ts";

export type Level = 2 | 3 | 4 | 5 | 6;

interface BlocksProps {
  readonly blocks: readonly Block[];
  /** Heading level of a block heading of level 3. */
  readonly level: Level;
  /** What a table without a caption is called. */
  readonly label: string;
  readonly links: FileLinks;
}

/** Where a file inside the document is had, by its number; null for one that is not handed out. Null: this page offers none. */
export type FileLinks = ((which: number) => string | null) | null;

type InnerProps = Omit<BlocksProps, "blocks">;

export function Blocks({ blocks, ...inner }: BlocksProps) {
  return (
    <>
      {blocks.map((block) => (
        <OneBlock block={block} {...inner} />
      ))}
    </>
  );
}

function OneBlock({ block, ...inner }: InnerProps & { readonly block: Block }) {
  const { level, label, links } = inner;
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Spoken runs={block.runs} />
        </p>
      );
    case "heading": {
      const Tag = `h${Math.min(6, level + block.level - 3) as Level}` as const; // Within 6 it is a Level.
      return (
        <Tag>
          <Spoken runs={block.runs} />
        </Tag>
      );
    }
    case "facts":
      return <Facts items={block.items} />;
    case "drug":
      return (
        <div class="drug">
          <Facts items={block.items} />
        </div>
      );
    case "table":
    case "results":
    case "links":
      return <Table block={asTable(block)} label={label} />;
    case "list":
      return <List block={block} {...inner} />;
    case "image": {
      const { type, base64, alt, width, height } = block;
      return (
        <figure>
          <img src={`data:${type};base64,${base64}`} alt={alt} width={width} height={height} />
        </figure>
      );
    }
    case "attachment":
      return <File file={block} links={links} />;
    case "notice":
      return <p class="notice">{block.text}</p>;
  }
}

type FileBlock = Extract<Block, { readonly kind: "attachment" }>;

function File({ file, links }: { readonly file: FileBlock; readonly links: FileLinks }) {
  const href = links?.(file.which);
  const name = href ? (
    <a href={href} download={file.name}>
      {file.name}
    </a>
  ) : (
    `«${file.name}»`
  );
  return (
    <p class="notice">
      Внутри документа есть файл {name}, {saySize(file.bytes)}
      {href === null && ". Он не выдаётся: в нём есть то, что может сработать при открытии"}
    </p>
  );
}

export function Facts({ items }: { readonly items: readonly Item[] }) {
  return (
    <dl class="facts">
      {items.map(({ label, runs }) => (
        <>
          <dt>
            <Words text={label} />
          </dt>
          <dd>
            <Spoken runs={runs} />
          </dd>
        </>
      ))}
    </dl>
  );
}

type ListBlock = Extract<Block, { readonly kind: "list" }>;

function List({ block, ...inner }: InnerProps & { readonly block: ListBlock }) {
  const Tag = block.ordered ? "ol" : "ul";
  return (
    <Tag>
      {block.items.map((item) => (
        <li>
          <ListItem item={item} {...inner} />
        </li>
      ))}
    </Tag>
  );
}

function ListItem({ item, ...inner }: InnerProps & { readonly item: readonly Block[] }) {
  const [only, ...others] = item;
  if (only?.kind === "paragraph" && others.every((one) => one.kind === "list")) {
    return (
      <>
        <Spoken runs={only.runs} />
        <Blocks blocks={others} {...inner} />
      </>
    );
  }
  return <Blocks blocks={item} {...inner} />;
}
