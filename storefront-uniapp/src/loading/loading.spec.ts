import { describe, expect, it } from "vitest";
import { Refusal, Unreachable } from "@/api/refusal";
import { useLoad } from "./use-load";
import { usePages } from "./use-pages";

/** Answers in the order the test decides. */
function questions<Answer>() {
  const open: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  const ask = (): Promise<Answer> => new Promise((resolve, reject) => open.push({ resolve, reject }));
  return { open, ask };
}

describe("loading one thing", () => {
  it("keeps the answer to the latest question, whichever comes last", async () => {
    const { open, ask } = questions<string>();
    const load = useLoad(ask);
    const first = load.run();
    const second = load.run();
    open[1]?.resolve("new");
    await second;
    open[0]?.resolve("old");
    await first;
    expect(load.value).toBe("new");
    expect(load.waiting).toBe(false);
  });

  it("keeps showing what it has when a refresh fails, and tells missing from unreachable", async () => {
    const { open, ask } = questions<string>();
    const load = useLoad(ask);
    const first = load.run();
    open[0]?.resolve("shown");
    await first;
    const second = load.run();
    open[1]?.reject(new Unreachable("offline"));
    await second;
    expect([load.value, load.missing]).toEqual(["shown", false]);
    expect(load.problem).not.toBe("");
    const third = load.run();
    open[2]?.reject(new Refusal(404, "order_not_found", "订单不存在"));
    await third;
    expect(load.missing).toBe(true);
  });
});

describe("loading a list part by part", () => {
  it("adds parts until there are no more and drops answers to an earlier question", async () => {
    const { open, ask } = questions<{ items: number[]; next: number | undefined }>();
    const pages = usePages<number, number>(ask);
    const stale = pages.restart();
    const first = pages.restart();
    open[1]?.resolve({ items: [1, 2], next: 2 });
    await first;
    open[0]?.resolve({ items: [9], next: undefined });
    await stale;
    expect([pages.items, pages.complete]).toEqual([[1, 2], false]);
    const more = pages.more();
    open[2]?.resolve({ items: [3], next: undefined });
    await more;
    expect([pages.items, pages.complete]).toEqual([[1, 2, 3], true]);
    await pages.more();
    expect(open).toHaveLength(3);
  });

  it("keeps what it has when a later part fails, asks no more by itself, and asks again when told to", async () => {
    const { open, ask } = questions<{ items: number[]; next: number | undefined }>();
    const pages = usePages<number, number>(ask);
    const first = pages.restart();
    open[0]?.resolve({ items: [1], next: 1 });
    await first;
    const more = pages.more();
    open[1]?.reject(new Unreachable("offline"));
    await more;
    await pages.more();
    expect([pages.items, open.length, pages.problem === ""]).toEqual([[1], 2, false]);
    const again = pages.retry();
    open[2]?.resolve({ items: [2], next: undefined });
    await again;
    expect([pages.items, pages.complete, pages.problem]).toEqual([[1, 2], true, ""]);
  });
});
