import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { ProcessedMoney } from "../../modules/distribution/intake/intake-store";
import { distributionService } from "../distribution-service";

interface CaptureRow {
  id: string;
  payment: { data: Record<string, unknown> | null } | null;
}

/**
 * Captures with the customer who paid, where the shop says how that is known (option `payers`). Read before anything is
 * recorded: a failure here leaves the money to the next run, for who paid decides who earns.
 */
export async function withPayers(
  container: MedusaContainer,
  ready: readonly ProcessedMoney[],
): Promise<ProcessedMoney[]> {
  const { payers } = distributionService(container).risk;
  const captures = ready.filter(({ kind, outcome }) => kind === "capture" && outcome === "recorded");
  if (!payers || captures.length === 0) return [...ready];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "capture",
    fields: ["id", "payment.data"],
    filters: { id: captures.map(({ id }) => id) },
  });
  const payerOf = new Map<string, string>();
  for (const { id, payment } of data as unknown as CaptureRow[]) {
    const payer = payment?.data?.[payers.payment_field];
    if (typeof payer === "string" && payer) payerOf.set(id, payer);
  }
  const customerOf = await readCustomers(container, [...new Set(payerOf.values())]);
  return ready.map((money) => {
    const payer = money.kind === "capture" ? payerOf.get(money.id) : undefined;
    const payer_customer_id = payer === undefined ? undefined : customerOf.get(payer);
    return payer_customer_id === undefined ? money : { ...money, payer_customer_id };
  });
}

/** The customers that payers are; who never was in the shop is nobody's account. */
async function readCustomers(container: MedusaContainer, payers: string[]): Promise<Map<string, string>> {
  const source = distributionService(container).risk.payers;
  if (!source || payers.length === 0) return new Map();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: source.entity,
    fields: ["customer_id", source.field],
    filters: { [source.field]: payers },
  });
  const rows = data as unknown as Record<string, string>[];
  return new Map(
    rows.flatMap((row) => {
      const [payer, customer_id] = [row[source.field], row.customer_id];
      return payer && customer_id ? [[payer, customer_id] as const] : [];
    }),
  );
}
