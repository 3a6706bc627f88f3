/** WeChat's pushes are flat; what it nests (a scan's result, a location) is two levels deep. */
const DEEPEST = 4;

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The fields of a push: text by element name. Nested elements are checked and left out. */
export type PushFields = Readonly<Record<string, string>>;

/**
 * Reads the XML WeChat pushes, and nothing else: elements without attributes, text, CDATA and the five entities. Document
 * types, comments, processing instructions and a field that is there twice are refused, so nothing can be smuggled past
 * another reader. No kept XML library is one of the shop's dependencies; this is what is needed of one.
 * @returns null when the text is not such XML
 */
export function readPushXml(text: string): PushFields | null {
  const reader = new Reader(text);
  const fields = reader.root();
  return fields && reader.isAtEnd() ? fields : null;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  /** `<xml>` with its fields. */
  root(): Record<string, string> | null {
    this.space();
    if (this.open() !== "xml") return null;
    const fields: Record<string, string> = Object.create(null);
    for (;;) {
      this.space();
      if (this.closes("xml")) return { ...fields };
      const name = this.open();
      if (name === null || Object.hasOwn(fields, name)) return null;
      const value = this.content(name, 2);
      if (value === null) return null;
      if (value !== NESTED) fields[name] = value;
    }
  }

  isAtEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  /** The text of an element, {@link NESTED} when it holds elements, null when it is not well formed. */
  private content(name: string, depth: number): string | typeof NESTED | null {
    if (depth > DEEPEST) return null;
    let value = "";
    let nested = false;
    for (;;) {
      if (this.closes(name)) return nested ? NESTED : value;
      const piece = this.cdata() ?? this.words();
      if (piece !== null) {
        value += piece;
        continue;
      }
      const child = this.open();
      if (child === null || this.content(child, depth + 1) === null) return null;
      nested = true;
    }
  }

  private open(): string | null {
    return this.match(/<([A-Za-z][\w]{0,63})>/y);
  }

  private closes(name: string): boolean {
    const tag = `</${name}>`;
    if (!this.text.startsWith(tag, this.at)) return false;
    this.at += tag.length;
    return true;
  }

  private cdata(): string | null {
    return this.match(/<!\[CDATA\[([\s\S]*?)\]\]>/y);
  }

  private words(): string | null {
    const raw = this.match(/([^<]+)/y);
    if (raw === null) return null;
    const isKnown = raw.replace(/&(?:lt|gt|amp|quot|apos);/g, "").includes("&") === false;
    return isKnown ? raw.replace(/&(\w+);/g, (_, entity: string) => ENTITIES[entity] ?? "") : null;
  }

  private space(): void {
    this.match(/(\s*)/y);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return null;
    this.at = pattern.lastIndex;
    return found[1] ?? "";
  }
}

const NESTED = Symbol("elements");

/** A leaf whose text goes out as CDATA; WeChat reads numbers in it, too. */
export function element(name: string, text: string): string {
  return `<${name}><![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]></${name}>`;
}
