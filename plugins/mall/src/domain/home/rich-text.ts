/** A run of text; one with a link leads to another page of the shop. */
export interface TextPart {
  text: string;
  is_strong: boolean;
  link?: string;
}

export type TextNode =
  | { kind: "heading" | "paragraph" | "item"; parts: TextPart[] }
  | { kind: "picture"; image_url: string; title: string };

const PART = /\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<link>\/(?![/\\])[^\s)\\"'<>]*)\)/g;
const PICTURE = /^!\[(?<title>[^\]]*)\]\((?<url>(?:https?:\/\/|\/(?!\/))[^\s)"'<>]+)\)$/;

function partsOf(line: string): TextPart[] {
  const parts: TextPart[] = [];
  let read = 0;
  const plain = (until: number) => {
    if (until > read) parts.push({ text: line.slice(read, until), is_strong: false });
  };
  for (const found of line.matchAll(PART)) {
    const { strong, label, link } = found.groups ?? {};
    plain(found.index);
    parts.push(
      strong === undefined
        ? { text: label ?? "", is_strong: false, link: link ?? "" }
        : { text: strong, is_strong: true },
    );
    read = found.index + found[0].length;
  }
  plain(line.length);
  return parts;
}

/**
 * Reads what a merchant wrote: `## heading`, `- item`, `**strong**`, `[words](/page)`, `![title](picture)`, a paragraph a line.
 * What comes out is text and addresses, never HTML: whatever else stands there is shown as it was written, so there is
 * nothing that could run on a shopper's phone.
 */
export function readRichText(source: string): TextNode[] {
  return source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line): TextNode => {
      const picture = PICTURE.exec(line)?.groups;
      if (picture) return { kind: "picture", image_url: picture.url ?? "", title: picture.title ?? "" };
      if (line.startsWith("## ")) return { kind: "heading", parts: partsOf(line.slice(3)) };
      if (line.startsWith("- ")) return { kind: "item", parts: partsOf(line.slice(2)) };
      return { kind: "paragraph", parts: partsOf(line) };
    });
}
