import { expect, it } from "vitest";
import { ACCOUNT_REFUSALS } from "./account-refusal";
import { refusalOfErrcode } from "./service-window";

it("every reason a customer-service message may not go out has a status and words", () => {
  const codes = [45015, 45047, 43004, 48002, 45009, 40001];
  const reasons = [...codes.map(refusalOfErrcode), "window_closed", "window_used_up", "not_following"];
  expect(reasons.filter((reason) => !Object.hasOwn(ACCOUNT_REFUSALS, reason))).toEqual([]);
});
