import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setCounted } from "./choice";
import { count, countPage, sendWhenLeft } from "./collector";

const fetching = vi.fn();
const sent = () => fetching.mock.calls.map(([, { body }]) => JSON.parse(body));

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2026-11-30T04:00:00Z"));
  localStorage.clear();
  sessionStorage.clear();
  fetching.mockReset().mockResolvedValue(new Response(null, { status: 204 }));
  vi.stubGlobal("fetch", fetching);
  document.body.innerHTML =
    '<script id="shop-config" type="application/json">{"publishable_key":"pk_1","region_id":"r","shop_name":"s"}</script>';
});
afterEach(() => {
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe("the collector", () => {
  it("sends what happened together, after some seconds, under one visitor", () => {
    countPage();
    countPage();
    count({ kind: "product", product_id: "prod_1" });
    expect(fetching).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    count({ kind: "checkout" });
    vi.advanceTimersByTime(5_000);
    const [first, second] = sent();
    expect(first.events).toMatchObject([
      { kind: "page", path: "/pages/home/index", channel: "direct" },
      { kind: "product", product_id: "prod_1", occurred_at: "2026-11-30T04:00:00.000Z" },
    ]);
    expect(first).toMatchObject({ consent: "granted", visitor_id: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(second.visitor_id).toBe(first.visitor_id);
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({
      keepalive: true,
      headers: { "x-publishable-api-key": "pk_1" },
    });
  });

  it("sends at once when the page is left, and when fifty wait", () => {
    sendWhenLeft();
    count({ kind: "pay" });
    dispatchEvent(new Event("pagehide"));
    expect(sent()).toHaveLength(1);
    for (let time = 0; time < 50; time++) count({ kind: "cart", product_id: "prod_1" });
    expect(sent()[1].events).toHaveLength(50);
  });

  it("never throws, whatever fails", () => {
    fetching.mockImplementation(() => {
      throw new Error("no network");
    });
    expect(() => {
      count({ kind: "page" });
      vi.advanceTimersByTime(5_000);
    }).not.toThrow();
  });

  it("sends nothing of who switched it off, and knows them anew afterwards", () => {
    count({ kind: "page" });
    vi.advanceTimersByTime(5_000);
    count({ kind: "page" });
    setCounted(false);
    count({ kind: "pay" });
    vi.advanceTimersByTime(5_000);
    expect(fetching).toHaveBeenCalledTimes(1);
    setCounted(true);
    count({ kind: "pay" });
    vi.advanceTimersByTime(5_000);
    const [before, after] = sent();
    expect(after.events).toHaveLength(1);
    expect(after.visitor_id).not.toBe(before.visitor_id);
  });
});
