import { describe, expect, test } from "vitest";
import { readCursor, readSearch, writeCursor } from "./payment-listing";

const ULID = "01JDZX7Q4V8N2K5M9P3R6T0WYA";

describe("a search", () => {
  test.each([
    ["1042", { display_id: 1042 }],
    [" #1042 ", { display_id: 1042 }],
    ["order_01JDZX7Q4V8N2K5M9P3R6T0WYA", { order_id: `order_${ULID}` }],
    ["4200001234202611221234567890", { wechat_number: "4200001234202611221234567890" }],
    [ULID, { payment_session_id: `payses_${ULID}`, refund_id: `ref_${ULID}` }],
    [`${ULID}-2`, { payment_session_id: `payses_${ULID}`, refund_id: `ref_${ULID}` }],
    [ULID.toLowerCase(), { payment_session_id: `payses_${ULID}`, refund_id: `ref_${ULID}` }],
    [`ref_${ULID}`, { refund_id: `ref_${ULID}` }],
    [`payses_${ULID}`, { payment_session_id: `payses_${ULID}` }],
    ["林小满", undefined],
    ["13900139000", undefined],
    ["%", undefined],
    ["", undefined],
  ])("for %j means %j", (typed, search) => {
    expect(readSearch(typed)).toEqual(search);
  });
});

describe("a cursor", () => {
  const cursor = { presented_at: "2026-11-22T01:02:03.456Z", out_trade_no: `${ULID}-2` };

  test("is read as it was written", () => {
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  test.each(["", "x", "2026-13-45T99:99:99.000Z~abcdefg", "2026-11-22T01:02:03.456Z~'; --"])(
    "%j is none of ours",
    (text) => {
      expect(readCursor(text)).toBeUndefined();
    },
  );
});
