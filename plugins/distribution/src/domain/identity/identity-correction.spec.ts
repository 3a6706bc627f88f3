import { expect, it } from "vitest";
import { type CorrectionFacts, decideOnCorrection } from "./identity-correction";

const WRONG: CorrectionFacts = {
  is_told: true,
  is_same: false,
  has_payout_under_way: false,
  has_open_correction: false,
  is_taken: false,
  was_paid: true,
};

it.each<[string, Partial<CorrectionFacts>, object]>([
  ["asks the merchant once somebody was paid under it", {}, { kind: "ask_merchant" }],
  ["is the person's own before any payout", { was_paid: false }, { kind: "replace" }],
  ["corrects only what was told", { is_told: false, was_paid: false }, { code: "identity_missing" }],
  ["is not the same again", { is_same: true }, { code: "identity_unchanged" }],
  ["waits for a payout", { has_payout_under_way: true, was_paid: false }, { code: "payout_under_way" }],
  ["is asked for once", { has_open_correction: true }, { code: "correction_open" }],
  [
    "takes nobody's number",
    { is_taken: true, was_paid: false },
    { code: "identity_taken", field: "id_number" },
  ],
])("a correction %s", (_, facts, decision) => {
  expect(decideOnCorrection({ ...WRONG, ...facts })).toMatchObject(decision);
});
