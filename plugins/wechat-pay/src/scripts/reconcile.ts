import type { ExecArgs } from "@medusajs/framework/types";
import { isDay, latestBilledDay } from "../domain/shanghai-day";
import { reconcileDayWorkflow } from "../workflows";

/**
 * `medusa exec …/scripts/reconcile.js [2026-03-01]`: compares a day (yesterday, when none is given) with WeChat's
 * bills and prints what came of it as one line of JSON.
 * @throws {Error} when the day does not exist or could not be compared
 */
export default async function reconcile({ container, args }: ExecArgs): Promise<void> {
  const day = args[0] ?? latestBilledDay(new Date());
  if (!isDay(day)) {
    throw new Error(`${day} is not a day such as 2026-03-01.`);
  }
  const { result } = await reconcileDayWorkflow(container).run({ input: { day } });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (result.state === "failed") {
    throw new Error(`${day} could not be compared: ${result.last_error}`);
  }
}
