// Which integration tests begin first: the longest, so that two lanes end together.
import { BaseSequencer } from "vitest/node";

/** Files of minutes, longest first; the others follow, the largest first. */
const LONG = [
  "wechat-pay/integration-tests/protocol/shop.spec",
  "mall/integration-tests/after-sales.spec",
  "distribution/integration-tests/simulation/simulation.spec",
  "wechat-pay/integration-tests/storm/storm.spec",
  "medusa-server/integration-tests/merchants/merchants.spec",
  "medusa-server/integration-tests/payouts-in-wechat.spec",
  "distribution/integration-tests/crash/crash.spec",
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
