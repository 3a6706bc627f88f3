import { describe, expect, it } from "vitest";
import { AfterAnswers } from "./after-answers";

/** A promise and what fulfils it. */
function promised(): { readonly promise: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("work behind answers", () => {
  it("waits until the last answer is given, then begins in the order it came", async () => {
    const behind = new AfterAnswers(1);
    const [first, second] = [promised(), promised()];
    const done: string[] = [];
    const answers = [first, second].map(({ promise }) => behind.answer(() => promise));
    behind.add(async () => void done.push("a"));
    behind.add(async () => void done.push("b"));
    first.keep();
    await answers[0];
    await turn();
    expect(done).toEqual([]);
    second.keep();
    await answers[1];
    await turn();
    expect(done).toEqual(["a", "b"]);
  });

  it("is under way so many pieces at a time, also when one of them fails", async () => {
    const behind = new AfterAnswers(2);
    const pieces = [promised(), promised(), promised()];
    const begun: number[] = [];
    for (const [at, { promise }] of pieces.entries()) {
      behind.add(async () => {
        begun.push(at);
        await promise;
      });
    }
    expect(begun).toEqual([0, 1]);
    pieces[1]?.keep();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
  });

  it("does not wait for ever while answers never cease", async () => {
    const behind = new AfterAnswers(1, 0);
    const { promise, keep } = promised();
    const answer = behind.answer(() => promise);
    const begun = new Promise<string>((resolve) => behind.add(async () => resolve("begun")));
    expect(await begun).toBe("begun");
    keep();
    await answer;
  });

  it("goes on after an answer that failed", async () => {
    const behind = new AfterAnswers(1);
    const failing = behind.answer(async () => {
      throw new Error("no answer");
    });
    const done = new Promise<string>((resolve) => behind.add(async () => resolve("done")));
    await expect(failing).rejects.toThrow("no answer");
    expect(await done).toBe("done");
  });
});
