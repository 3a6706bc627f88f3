import { JobLoader } from "@medusajs/framework/jobs";
import type { ShopMetrics } from "./shop-metrics";

interface Registration {
  config: { name: string };
  handler: (container: unknown, context?: { scheduledFor?: Date }) => Promise<unknown>;
}

/**
 * Has every scheduled job counted, Medusa's own too. Medusa registers jobs in one place, its loader, and tells nobody
 * when they run; call it before the loader works.
 */
export function measureJobs(metrics: ShopMetrics): void {
  const loader = JobLoader.prototype as unknown as { register: (given: Registration) => void };
  const register = loader.register;
  loader.register = function (this: unknown, given: Registration) {
    const handler: Registration["handler"] = async (container, context) => {
      const began = Date.now();
      const delay_s = (began - (context?.scheduledFor?.getTime() ?? began)) / 1000;
      const note = (outcome: "done" | "failed") =>
        metrics.jobRan(given.config.name, outcome, (Date.now() - began) / 1000, delay_s);
      try {
        const result = await given.handler(container, context);
        note("done");
        return result;
      } catch (error) {
        note("failed");
        throw error;
      }
    };
    return register.call(this, { ...given, handler });
  };
}
