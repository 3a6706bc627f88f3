import { describe, expect, it } from "vitest";
import { EventBuffer } from "./event-buffer";
import type { EventRow } from "./event-rows";

const row = (number: number): EventRow => ({
  visitor_id: "v",
  customer_id: null,
  event: { id: String(number), kind: "page", occurred_at: new Date(number) },
});
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, index) => row(from + index));

function bufferOf(write: (given: readonly EventRow[]) => Promise<void>, capacity = 10) {
  const errors: unknown[] = [];
  const buffer = new EventBuffer({ capacity, flush_ms: 5, write, failed: (error) => errors.push(error) });
  return { buffer, errors };
}

describe("the buffer of events", () => {
  it("writes by itself, everything once, in order", async () => {
    const written: string[] = [];
    let done: () => void;
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { buffer } = bufferOf(async (given) => {
      written.push(...given.map(({ event }) => event.id));
      if (written.length === 6) done();
    });
    buffer.add(rows(3));
    buffer.add(rows(3, 3));
    await all;
    await buffer.close();
    expect(written).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(buffer.counts).toMatchObject({ received: 6, stored: 6, dropped_full: 0 });
  });

  it("counts what it has no room for", async () => {
    const { buffer } = bufferOf(async () => {}, 4);
    buffer.add(rows(6));
    expect(buffer.waiting).toBe(4);
    await buffer.close();
    expect(buffer.counts).toMatchObject({ received: 6, stored: 4, dropped_full: 2 });
  });

  it("keeps events while the database is away and writes them when it is back", async () => {
    let isAway = true;
    const written: EventRow[] = [];
    const { buffer, errors } = bufferOf(async (given) => {
      if (isAway) throw Object.assign(new Error("away"), { code: "57P01" });
      written.push(...given);
    });
    buffer.add(rows(3));
    await buffer.flush();
    expect([buffer.waiting, errors.length]).toEqual([3, 1]);
    isAway = false;
    await buffer.close();
    expect(written).toHaveLength(3);
  });

  it("lets go what the database will never take", async () => {
    const { buffer } = bufferOf(async () => {
      throw Object.assign(new Error("wrong"), { code: "22021" });
    });
    buffer.add(rows(2));
    await buffer.flush();
    expect(buffer.counts).toMatchObject({ dropped_failed: 2, stored: 0 });
    expect(buffer.waiting).toBe(0);
    await buffer.close();
  });
});
