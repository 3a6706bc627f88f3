// When customers are not written to: the variable CRM_QUIET_HOURS.
const { z } = require("zod");

/** Hours of Shanghai in which nobody is written to: `22-8`; the same twice are none. */
const quietHours = z
  .string()
  .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-3])$/, "must be two hours such as 22-8")
  .default("22-8")
  .transform((text) => {
    const [from_hour = 0, until_hour = 0] = text.split("-").map(Number);
    return { from_hour, until_hour };
  });

module.exports = { quietHours };
