import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** The names customers go by in the shop (the nickname of those who came through WeChat), by id. */
export async function customerNames(
  container: MedusaContainer,
  ids: readonly (string | null)[],
): Promise<Map<string, string | null>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "first_name"],
    filters: { id: wanted },
  });
  return new Map(data.map(({ id, first_name }) => [id, first_name ?? null]));
}
