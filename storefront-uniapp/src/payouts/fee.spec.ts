import { expect, it } from "vitest";
import { feeSentence } from "./fee";

it("says what a payout costs, and nothing when it costs nothing", () => {
  expect(feeSentence({ kind: "none" })).toBeUndefined();
  expect(feeSentence({ kind: "fixed", fixed_fen: "100" })).toBe("每笔收取手续费 ¥1.00");
  expect(feeSentence({ kind: "share", rate_bps: 60, minimum_fen: "0" })).toBe("手续费按提现金额的 0.6% 收取");
  expect(feeSentence({ kind: "share", rate_bps: 60, minimum_fen: "100" })).toBe(
    "手续费按提现金额的 0.6% 收取，最低 ¥1.00",
  );
});
