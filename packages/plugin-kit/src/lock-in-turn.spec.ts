import { expect, it } from "vitest";
import { lockInTurn } from "./lock-in-turn";

/** Takes the keys of one call at once, each when it is free, and says when. */
function plainLocking() {
  const held = new Map<string, Promise<void>>();
  const taken: string[] = [];
  return {
    taken,
    async execute<T>(keys: string | string[], job: () => Promise<T>): Promise<T> {
      const [key = ""] = [keys].flat();
      while (held.has(key)) await held.get(key);
      let free = () => {};
      held.set(key, new Promise((resolve) => (free = resolve)));
      taken.push(key);
      try {
        return await job();
      } finally {
        held.delete(key);
        free();
      }
    },
  };
}

it("takes one lock after the other, does the job under all of them, and gives them back", async () => {
  const locking = plainLocking();
  let under = 0;
  const job = async () => {
    under += 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(under).toBe(1);
    under -= 1;
    return "done";
  };
  const all = Array.from({ length: 20 }, () => lockInTurn(locking, ["a", "b"], job, 1));
  expect(await Promise.all(all)).toEqual(Array.from({ length: 20 }, () => "done"));
  expect(locking.taken.slice(0, 2)).toEqual(["a", "b"]);
});
