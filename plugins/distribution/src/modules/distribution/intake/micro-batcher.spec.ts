import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { MicroBatcher } from "./micro-batcher";

/** A batcher whose transactions the test lets through one by one. */
function gated(most: number, isBroken: (item: number) => boolean = () => false, lanes = 1) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const batcher = new MicroBatcher<number, string>(
    async (items) => {
      batches.push(items);
      await new Promise<void>((open) => gates.push(open));
      if (items.some(isBroken)) throw new Error(`broken: ${items}`);
      return items.map((item) => `done ${item}`);
    },
    { most, lanes },
  );
  const commit = async () => {
    await nextTurn();
    gates.shift()?.();
    await nextTurn();
  };
  return { batcher, batches, commit };
}

it("starts the first at once and gathers the others until it is committed", async () => {
  const { batcher, batches, commit } = gated(100);
  const first = batcher.submit(1);
  await nextTurn();
  const others = [2, 3, 4].map((item) => batcher.submit(item));
  await commit();
  expect(await first).toBe("done 1");
  expect(batches).toEqual([[1], [2, 3, 4]]);
  await commit();
  expect(await Promise.all(others)).toEqual(["done 2", "done 3", "done 4"]);
});

it("takes no more than it may, in the order in which they came", async () => {
  const { batcher, batches, commit } = gated(2);
  const all = Promise.all([1, 2, 3, 4, 5].map((item) => batcher.submit(item)));
  for (let index = 0; index < 3; index++) await commit();
  await all;
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

it("a broken item fails for its caller alone", async () => {
  const { batcher, commit } = gated(10, (item) => item === 2);
  const all = Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  for (let index = 0; index < 4; index++) await commit();
  expect((await all).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

it("works on after an idle time", async () => {
  const { batcher, batches, commit } = gated(10);
  const first = batcher.submit(1);
  await commit();
  await first;
  const second = batcher.submit(2);
  await commit();
  expect(await second).toBe("done 2");
  expect(batches).toEqual([[1], [2]]);
});

it("shares what waits out among the free lanes, and leaves a few together", async () => {
  const { batcher, batches, commit } = gated(1_000, () => false, 2);
  const submit = (count: number) => Array.from({ length: count }, (_, item) => batcher.submit(item));
  const few = submit(10);
  await nextTurn();
  const many = submit(100);
  await nextTurn();
  expect(batches.map(({ length }) => length)).toEqual([10, 100]);
  await commit();
  await commit();
  const again = submit(100);
  await nextTurn();
  expect(batches.map(({ length }) => length)).toEqual([10, 100, 50, 50]);
  await commit();
  await commit();
  expect(await Promise.all([...few, ...many, ...again])).toHaveLength(210);
});
