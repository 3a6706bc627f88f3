const { randomInt } = require("node:crypto");

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const NUMBERS_A_SECOND = 100_000_000;

/**
 * The number people call an order by: twenty digits that say when it was placed, to the second in Asia/Shanghai, and,
 * unlike a running number, not how many the shop sells.
 * @param {Date} placed_at
 */
function orderNumber(placed_at) {
  const stamp = new Date(placed_at.getTime() + SHANGHAI_OFFSET_MS)
    .toISOString()
    .replace(/\D/g, "")
    .slice(2, 14);
  return stamp + String(randomInt(NUMBERS_A_SECOND)).padStart(8, "0");
}

module.exports = { orderNumber };
