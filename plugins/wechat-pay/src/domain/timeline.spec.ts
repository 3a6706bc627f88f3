import { expect, test } from "vitest";
import { type TimelineEntry, timelineOf } from "./timeline";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const asked = (second: number, state: string): TimelineEntry => ({
  kind: "queried",
  at: at(second),
  outcome: "accepted",
  state,
  request_id: `r${second}`,
});

test("what several books tell is one story, in the order it happened", () => {
  const told = timelineOf([
    { kind: "captured", at: at(5) },
    asked(4, "SUCCESS"),
    { kind: "presented", at: at(1) },
    { kind: "notified", at: at(3) },
  ]);
  expect(told.map(({ kind }) => kind)).toEqual(["presented", "notified", "queried", "captured"]);
});

test("equal answers in a row are one line with their number and the last moment", () => {
  const told = timelineOf([asked(1, "NOTPAY"), asked(2, "NOTPAY"), asked(3, "NOTPAY"), asked(4, "SUCCESS")]);
  expect(told).toEqual([{ ...asked(1, "NOTPAY"), times: 3, until: at(3) }, asked(4, "SUCCESS")]);
});

test("answers about different refunds are never one line, nor is anything but questions", () => {
  const refund = (second: number, out_refund_no: string): TimelineEntry => ({
    kind: "refund_queried",
    at: at(second),
    out_refund_no,
  });
  expect(timelineOf([refund(1, "a"), refund(2, "b")])).toHaveLength(2);
  expect(
    timelineOf([
      { kind: "notified", at: at(1) },
      { kind: "notified", at: at(2) },
    ]),
  ).toHaveLength(2);
});
