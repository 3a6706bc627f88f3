import { expect, it, vi } from "vitest";
import { followDraft, isPreview } from "./draft-preview";

const home = { categories: [], blocks: [] };
const say = (change: Partial<MessageEventInit> = {}) =>
  window.dispatchEvent(
    new MessageEvent("message", {
      origin: location.origin,
      source: window.parent,
      data: { kind: "tengman-home-preview", home },
      ...change,
    }),
  );

it("shows what the editor of this shop sends, and nobody else's", () => {
  const show = vi.fn();
  followDraft(show);
  say({ origin: "https://elsewhere.example" });
  say({ source: null });
  say({ data: { kind: "something else", home } });
  say({ data: { kind: "tengman-home-preview", home: { blocks: "none" } } });
  expect(show).not.toHaveBeenCalled();
  say();
  expect(show).toHaveBeenCalledWith(home);
});

it("is no preview in a window of its own, whatever the address says", () => {
  expect(isPreview({ preview: "draft" })).toBe(false);
  expect(isPreview({})).toBe(false);
});
