import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { AlertKind, AlertRule, Measures } from "../domain/alerts/alert";
import { dayOf } from "../domain/shanghai-day";
import { distributionOf } from "./count-insights";
import { insightsOf } from "./insights-module";

const HOUR_MS = 3_600_000;
/** Orders of this long are looked at; the youngest may still be paid. */
const PAYMENTS = { from_ms: 7 * HOUR_MS, until_ms: HOUR_MS } as const;

/**
 * Measures the shop for its alerts, each source by itself.
 * @returns `unmeasured` names what threw, which is logged: nothing is known of it this time
 */
export async function measureShop(
  container: MedusaContainer,
  rules: readonly AlertRule[],
  now: Date,
): Promise<{ measures: Measures; unmeasured: AlertKind[] }> {
  const { measures: counted } = insightsOf(container);
  const pieces = rules.find(({ kind }) => kind === "low_stock")?.threshold ?? 0;
  const today = dayOf(now);
  const unmeasured: AlertKind[] = [];
  const tried = async <Found>(kind: AlertKind, source: () => Promise<Found>): Promise<Found | null> => {
    try {
      return await source();
    } catch (error) {
      unmeasured.push(kind);
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`insights could not measure ${kind}: ${(error as Error).message}`);
      return null;
    }
  };
  const [low_stock, payments, refunds, differing_days, ledger_difference, distributors, conversion] =
    await Promise.all([
      tried("low_stock", () => counted.lowStock(pieces)),
      tried("payment_failures", () => readPayments(container, now)),
      tried("refund_rate", () => counted.refunds(today)),
      tried("reconciliation_difference", () => readDifferingDays(container)),
      tried("ledger_difference", async () => distributionOf(container).ledgerDifference()),
      tried("unusual_distributor", () => readDistributors(container, now)),
      tried("conversion_drop", () => counted.conversion(today)),
    ]);
  return {
    measures: {
      low_stock,
      payments,
      refunds,
      differing_days,
      ledger_difference,
      distributors,
      conversion,
    },
    unmeasured,
  };
}

async function readDistributors(container: MedusaContainer, now: Date): Promise<Measures["distributors"]> {
  const found = await insightsOf(container).measures.distributors(now);
  const names = await distributionOf(container).distributorNames(found.map(({ id }) => id));
  return found.map((one) => ({ ...one, name: names.get(one.id)?.name ?? one.id }));
}

async function readPayments(container: MedusaContainer, now: Date): Promise<Measures["payments"]> {
  const entity = insightsOf(container).options.order_lives;
  if (!entity) return null;
  const placed = {
    $gte: new Date(now.getTime() - PAYMENTS.from_ms),
    $lt: new Date(now.getTime() - PAYMENTS.until_ms),
  };
  const count = async (filters: object): Promise<number> => {
    const { metadata } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity,
      fields: ["id"],
      filters: { created_at: placed, order_id: { $ne: null }, ...filters },
      pagination: { take: 1, skip: 0 },
    });
    return metadata?.count ?? 0;
  };
  const [orders, unpaid] = await Promise.all([count({}), count({ paid_at: null })]);
  return { orders, unpaid };
}

const MOST_DAYS = 30;

async function readDifferingDays(container: MedusaContainer): Promise<string[] | null> {
  const entity = insightsOf(container).options.reconciliation_days;
  if (!entity) return null;
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity,
    fields: ["day"],
    filters: { state: ["differing", "failed"] },
    pagination: { take: MOST_DAYS, skip: 0, order: { day: "DESC" } },
  });
  return (data as unknown as { day: string }[]).map(({ day }) => day);
}
