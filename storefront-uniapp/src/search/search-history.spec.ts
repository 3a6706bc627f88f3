import { describe, expect, it } from "vitest";
import { keptIn } from "@/storage/kept";
import { searchHistory } from "./search-history";

describe("the searches of a phone", () => {
  const fresh = () => {
    sessionStorage.clear();
    return searchHistory(keptIn(() => sessionStorage));
  };

  it("stand latest first, each once, ten at most, and can be forgotten", () => {
    const history = fresh();
    for (let number = 1; number <= 11; number++) history.remember(`词 ${number}`);
    history.remember(" 词 5 ");
    history.remember("  ");
    expect(history.read()).toHaveLength(10);
    expect(history.read().slice(0, 2)).toEqual(["词 5", "词 11"]);
    expect(history.read()).not.toContain("词 1");
    history.forget();
    expect(history.read()).toEqual([]);
  });

  it("are none where what is kept is damaged", () => {
    const history = fresh();
    sessionStorage.setItem("tengman.searches", '[1, "x"]');
    expect(history.read()).toEqual([]);
  });
});
