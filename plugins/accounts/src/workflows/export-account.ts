import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { accountsOf, askPlugin, authIdentitiesOf } from "./personal-data";
import { waysIn } from "./ways-in";

const CUSTOMER_FIELDS = [
  "id",
  "email",
  "first_name",
  "last_name",
  "phone",
  "metadata",
  "created_at",
  "addresses.*",
];

/** Everything the shop knows of a customer: one part a plugin, under the name of its workflow. */
export async function exportAccount(
  container: MedusaContainer,
  customer_id: string,
  now: Date,
): Promise<Record<string, unknown>> {
  const accounts = accountsOf(container);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: CUSTOMER_FIELDS,
    filters: { id: customer_id },
  });
  const identities = await authIdentitiesOf(container, customer_id);
  const ways = await Promise.all(identities.map((id) => waysIn(container, id)));
  const log_ins = await accounts.sessions.list(customer_id);
  const subject = { customer_id, closed_at: null, now: now.toISOString() };
  const parts: [string, unknown][] = [];
  for (const workflow of accounts.personal_data) {
    parts.push([workflow, await askPlugin(container, workflow, "export", subject)]);
  }
  return {
    exported_at: now.toISOString(),
    customer: data[0] ?? null,
    profile: await accounts.profiles.read(customer_id),
    consents: await accounts.profiles.consents(customer_id),
    ways_in: ways.flat().map(({ provider, entity_id }) => ({ provider, entity_id })),
    log_ins: log_ins.map(({ device, network, provider, first_seen_at, last_seen_at, ended_at }) => ({
      ...{ device, network, provider, first_seen_at, last_seen_at, ended_at },
    })),
    ...Object.fromEntries(parts),
  };
}
