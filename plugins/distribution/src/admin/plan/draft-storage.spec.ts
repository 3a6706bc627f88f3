import { expect, test } from "vitest";
import { forgetDraft, keepDraft, readDraft } from "./draft-storage";
import { FIRST_DRAFT } from "./first-draft";

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("a draft is there again after the page was left, and gone once it is forgotten", () => {
  const browser = storage();
  expect(readDraft(browser)).toBeNull();
  const kept = { draft: FIRST_DRAFT, saved_at: "2026-11-29T16:00:00.000Z", from_version: 3 };
  keepDraft(kept, browser);
  expect(readDraft(browser)).toEqual(kept);
  forgetDraft(browser);
  expect(readDraft(browser)).toBeNull();
});

test("what cannot be read is no draft", () => {
  const browser = storage();
  for (const text of ["{", "{}", '"text"', '{"draft":{}}']) {
    browser.setItem("tengman.plan-draft", text);
    expect(readDraft(browser), text).toBeNull();
  }
});
