import { describe, expect, it } from "vitest";
import { numbersIn, WireLog, type WireNote } from "./wire-log.js";

const note = (url: string, body = "", at = 1): WireNote => ({
  at,
  ms: 1,
  direction: "shop_to_wechat",
  title: url,
  url,
  request: { headers: {}, body },
});

describe("numbers", () => {
  it("are found in bodies and paths, each once", () => {
    const path = "/v3/pay/transactions/out-trade-no/order1/close?mchid=1";
    expect(numbersIn(`${path}\n{"out_trade_no": "order1","out_refund_no":"refund1"}`)).toEqual([
      "order1",
      "refund1",
    ]);
    expect(numbersIn("/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/BILL7/cancel")).toEqual(["BILL7"]);
  });
});

describe("the log", () => {
  it("shows one order's exchanges in the order they began", () => {
    const log = new WireLog();
    log.record(note("/late", '{"out_trade_no":"a"}', 20));
    log.record(note("/other", '{"out_trade_no":"b"}', 15));
    log.record(note("/early", '{"out_trade_no":"a"}', 10));
    expect(log.read("a").map(({ url }) => url)).toEqual(["/early", "/late"]);
    expect(log.read()).toHaveLength(3);
  });

  it("leaves access tokens and secrets out, and the end of what is long", () => {
    const log = new WireLog();
    log.record(
      note("/sns?secret=s3&access_token=t0k&x=1", `{"access_token":"t0k","filler":"${"x".repeat(9_000)}"}`),
    );
    const [entry] = log.read();
    expect(JSON.stringify(entry)).not.toMatch(/s3|t0k/);
    expect(entry?.request.body.length).toBeLessThan(8_010);
  });

  it("forgets the oldest", () => {
    const log = new WireLog();
    for (let count = 0; count < 1_010; count += 1) log.record(note("/x", "", count));
    expect(log.read()).toHaveLength(1_000);
    expect(log.read()[0]?.at).toBe(10);
  });
});
