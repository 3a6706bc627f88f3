import { describe, expect, it } from "vitest";
import { readRichText } from "./rich-text";

describe("rich text", () => {
  it("knows headings, items, pictures, strong words and links of the shop", () => {
    expect(
      readRichText(
        "## 关于我们\n\n**手作**茶器，[看看](/pages/category/index)\n- 现货\n![店](/static/s.webp)",
      ),
    ).toEqual([
      { kind: "heading", parts: [{ text: "关于我们", is_strong: false }] },
      {
        kind: "paragraph",
        parts: [
          { text: "手作", is_strong: true },
          { text: "茶器，", is_strong: false },
          { text: "看看", is_strong: false, link: "/pages/category/index" },
        ],
      },
      { kind: "item", parts: [{ text: "现货", is_strong: false }] },
      { kind: "picture", image_url: "/static/s.webp", title: "店" },
    ]);
  });

  it.each([
    "<script>alert(1)</script>",
    "[看](javascript:alert(1))",
    "[看](//evil.example)",
    '![x](/a"onerror="alert(1))',
    "<img src=x onerror=alert(1)>",
  ])("shows %s as it was written", (source) => {
    expect(readRichText(source)).toEqual([
      { kind: "paragraph", parts: [{ text: source, is_strong: false }] },
    ]);
  });
});
