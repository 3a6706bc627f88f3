import type { Message } from "../state/state.js";

/** A push's fields, in WeChat's order. */
export type PushFields = Record<string, string | number>;

const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** Writes a push: numbers bare, texts as CDATA. */
export function writePush(fields: PushFields): string {
  const lines = Object.entries(fields).map(
    ([name, value]) => `<${name}>${typeof value === "number" ? value : cdata(value)}</${name}>`,
  );
  return `<xml>${lines.join("\n")}</xml>`;
}

/** The text of one element of an answer. */
export function fieldOf(xml: string, name: string): string | undefined {
  const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  if (content === undefined) return undefined;
  const sections = [...content.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, text]) => text);
  return sections.length > 0 ? sections.join("") : content.trim();
}

/** What a person sees of an answer; undefined for what this WeChat cannot show. */
export function shownAnswer(xml: string): Message["content"] | undefined {
  const type = fieldOf(xml, "MsgType");
  if (type === "text") return { kind: "text", text: fieldOf(xml, "Content") ?? "" };
  if (type !== "news") return undefined;
  return {
    kind: "card",
    title: fieldOf(xml, "Title") ?? "",
    desc: fieldOf(xml, "Description") ?? "",
    link: fieldOf(xml, "Url") ?? "",
    image_url: fieldOf(xml, "PicUrl") ?? "",
  };
}
