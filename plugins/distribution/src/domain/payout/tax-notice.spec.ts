import { expect, it } from "vitest";
import { exceedsDeductible, needsVatLook } from "./tax-notice";

const DAY = "2026-03-01";

it.each([
  [99_999n, false],
  [100_000n, true],
])("VAT: %d fen on a day are flagged: %s", (paid, flagged) => {
  expect(needsVatLook(DAY, paid)).toBe(flagged);
});

it.each([
  [50_000n, 1_000_000n, false],
  [50_100n, 1_000_000n, true],
  [0n, 0n, false],
  [1n, 0n, true],
])(
  "deductibility: %d fen of commission on %d fen of goods warn: %s (5.01 %% warns)",
  (commission, goods, warns) => {
    expect(exceedsDeductible(DAY, commission, goods)).toBe(warns);
  },
);
