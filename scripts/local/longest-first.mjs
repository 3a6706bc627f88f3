// Which integration tests begin first: the longest, so that two lanes end together.
import { BaseSequencer } from "vitest/node";

/** Files of minutes, longest first; the others follow, the largest first. */
const LONG = [
  "wechat-pay/integration-tests/protocol/shop.spec",
  "mall/integration-tests/after-sales.spec",
  "distribution/integration-tests/simulation/simulation.spec",
  "medusa-server/integration-tests/access.spec",
  "medusa-server/integration-tests/merchants/merchants.spec",
  "mall/integration-tests/changed-orders.spec",
  "wechat-pay/integration-tests/storm/storm.spec",
  "mall/integration-tests/merchant-settings.spec",
  "wechat-pay/integration-tests/settlement.spec",
  "wechat-pay/integration-tests/merchant-refunds.spec",
  "medusa-server/integration-tests/privacy.spec",
  "mall/integration-tests/order-life.spec",
  "wechat-pay/integration-tests/reconciliation.spec",
  "distribution/integration-tests/http/distribution.spec",
  "medusa-server/integration-tests/expiry.spec",
  "mall/integration-tests/buying.spec",
];

const placeOf = (/** @type {{ moduleId: string }} */ { moduleId }) => {
  const place = LONG.findIndex((name) => moduleId.includes(name));
  return place === -1 ? LONG.length : place;
};

/** Vitest's own order, with the long files before it. */
export class LongestFirst extends BaseSequencer {
  /** @override @param {import("vitest/node").TestSpecification[]} files */
  async sort(files) {
    const sorted = await super.sort(files);
    return [...sorted].sort((a, b) => placeOf(a) - placeOf(b));
  }
}
