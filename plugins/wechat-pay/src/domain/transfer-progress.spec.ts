import { describe, expect, it } from "vitest";
import type { Transfer, TransferState } from "./transfer";
import {
  carriesName,
  confirmableUntil,
  disagreesWith,
  endsByRefusal,
  nextStep,
  standingOf,
  type TransferRecord,
} from "./transfer-progress";

const NOW = new Date("2026-03-02T04:00:00Z");
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const fresh: TransferRecord = {
  state: "TO_SUBMIT",
  amount_fen: 1000n,
  transfer_bill_no: null,
  package_info: null,
  fail_reason: null,
  submitted_at: null,
  unsure_at: null,
  confirm_by: null,
  cancel_requested_at: null,
};

const waiting: TransferRecord = {
  ...fresh,
  state: "WAIT_USER_CONFIRM",
  transfer_bill_no: "1330",
  package_info: "opaque",
  submitted_at: ago(5),
  confirm_by: new Date("2026-03-03T04:00:00Z"),
};

const reported = (state: TransferState): Transfer => ({
  out_bill_no: "01J",
  transfer_bill_no: "1330",
  state,
  mch_id: "1900000001",
  amount_fen: 1000n,
  package_info: undefined,
  fail_reason: undefined,
  created_at: undefined,
  updated_at: undefined,
});

describe("while WeChat does not know the number", () => {
  it.each([
    ["it was never sent", fresh, "submit"],
    [
      "an answer was lost: the same number again",
      { ...fresh, submitted_at: ago(1), unsure_at: ago(1) },
      "submit",
    ],
    ["WeChat knew it before: a person must look", waiting, "lost"],
    ["it is older than WeChat answers for", { ...fresh, submitted_at: ago(29 * 1440 + 1) }, "lost"],
    ["it was taken back before it was sent", { ...fresh, cancel_requested_at: ago(1) }, "give_up"],
    [
      "it was taken back while a request may be on its way",
      { ...fresh, cancel_requested_at: ago(1), unsure_at: ago(9) },
      "none",
    ],
    [
      "and once no request can be on its way any more",
      { ...fresh, cancel_requested_at: ago(1), unsure_at: ago(11) },
      "give_up",
    ],
  ] as const)("%s", (_, record, step) => {
    expect(nextStep(record, undefined, NOW)).toBe(step);
  });
});

describe("while WeChat knows the number", () => {
  it.each([
    ["the receiver is waited for", waiting, "WAIT_USER_CONFIRM", "none"],
    ["what the page needs was lost", { ...waiting, package_info: null }, "WAIT_USER_CONFIRM", "submit"],
    ["it is to be taken back", { ...waiting, cancel_requested_at: ago(1) }, "WAIT_USER_CONFIRM", "cancel"],
    ["the same before it was checked", { ...waiting, cancel_requested_at: ago(1) }, "ACCEPTED", "cancel"],
    ["its day has just ended", { ...waiting, confirm_by: ago(9) }, "WAIT_USER_CONFIRM", "none"],
    ["its day is long over", { ...waiting, confirm_by: ago(11) }, "WAIT_USER_CONFIRM", "cancel"],
    ["the receiver agreed: too late", { ...waiting, cancel_requested_at: ago(1) }, "TRANSFERING", "none"],
    ["it is being taken back", waiting, "CANCELING", "none"],
    ["WeChat says what nobody knows", waiting, "UNKNOWN", "none"],
    ["it arrived", waiting, "SUCCESS", "none"],
  ] as const)("%s", (_, record, state, step) => {
    expect(nextStep(record, reported(state), NOW)).toBe(step);
  });
});

describe("a refusal", () => {
  it.each([
    ["PARAM_ERROR", null, true],
    ["INVALID_REQUEST", ago(11), true],
    ["INVALID_REQUEST", ago(9), false],
    ["NOT_ENOUGH", null, false],
    ["QUOTA_EXCEED", null, false],
    ["NO_AUTH", null, false],
    [undefined, null, false],
  ] as const)("%s, unsure since %s: over %s", (code, unsure_at, over) => {
    expect(endsByRefusal(code, unsure_at, NOW)).toBe(over);
  });
});

describe("how it stands", () => {
  const ended = (state: TransferState, change: Partial<TransferRecord> = {}): TransferRecord => ({
    ...waiting,
    state,
    package_info: null,
    ...change,
  });
  it.each([
    ["TO_SUBMIT", fresh, "open"],
    ["waiting with its package", waiting, "waiting_for_user"],
    ["waiting without", { ...waiting, package_info: null }, "open"],
    ["waiting, to be taken back", { ...waiting, cancel_requested_at: NOW }, "open"],
    ["TRANSFERING", ended("TRANSFERING"), "open"],
    ["UNKNOWN", ended("UNKNOWN"), "open"],
    ["SUCCESS", ended("SUCCESS"), "paid"],
    ["SUCCESS after all", ended("SUCCESS", { cancel_requested_at: NOW }), "paid"],
    ["FAIL by time", ended("FAIL", { fail_reason: "OVERDUE_CLOSE" }), "expired"],
    ["CANCELLED by nobody", ended("CANCELLED"), "expired"],
    ["CANCELLED by somebody", ended("CANCELLED", { cancel_requested_at: NOW }), "cancelled"],
    ["FAIL", ended("FAIL", { fail_reason: "ACCOUNT_FROZEN" }), "failed"],
  ] as const)("%s", (_, record, standing) => {
    expect(standingOf(record)).toBe(standing);
  });
});

it("money of another amount or merchant is none of ours; what an answer leaves out disagrees with nothing", () => {
  const expected = { amount_fen: 1000n, mch_id: "1900000001" };
  expect(disagreesWith(reported("SUCCESS"), expected)).toBe(false);
  expect(disagreesWith({ ...reported("SUCCESS"), amount_fen: undefined, mch_id: undefined }, expected)).toBe(
    false,
  );
  expect(disagreesWith({ ...reported("SUCCESS"), amount_fen: 999n }, expected)).toBe(true);
  expect(disagreesWith({ ...reported("SUCCESS"), mch_id: "1900000002" }, expected)).toBe(true);
});

it("carries the name from ¥0.30 on, and may be confirmed for a day", () => {
  expect([carriesName(29n), carriesName(30n), carriesName(200_000n)]).toEqual([false, true, true]);
  const until = new Date("2026-03-03T04:00:00Z");
  expect(confirmableUntil("2026-03-02T12:00:00+08:00", new Date(0))).toEqual(until);
  expect(confirmableUntil(undefined, NOW)).toEqual(until);
});
