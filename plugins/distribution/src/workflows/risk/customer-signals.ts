import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { CustomerSignal } from "../../modules/distribution/risk/service";

interface LogIn {
  provider_identities: {
    user_metadata: Record<string, unknown> | null;
    provider_metadata: Record<string, unknown> | null;
  }[];
}

/**
 * What the shop knows of the person behind a customer: the fields of their log-ins that name a person across accounts
 * (which ones is configured; the ledger knows no log-in by name), and the telephone that they wrote down, which anybody
 * can do with anybody's.
 */
export async function personSignals(
  container: MedusaContainer,
  customer_id: string,
  person_fields: readonly string[],
): Promise<CustomerSignal[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: ["phone"],
    filters: { id: customer_id },
  });
  const shown: CustomerSignal[] = data[0]?.phone ? [{ kind: "contact", text: `phone:${data[0].phone}` }] : [];
  if (person_fields.length === 0) return shown;
  const logIns = await query.graph({
    entity: "auth_identity",
    fields: ["provider_identities.user_metadata", "provider_identities.provider_metadata"],
    filters: { app_metadata: { customer_id } },
  });
  for (const { provider_identities } of logIns.data as unknown as LogIn[]) {
    for (const { user_metadata, provider_metadata } of provider_identities) {
      for (const field of person_fields) {
        const value = provider_metadata?.[field] ?? user_metadata?.[field];
        if (typeof value === "string" && value) shown.push({ kind: "person", text: `${field}:${value}` });
      }
    }
  }
  return shown;
}

/** Where an order goes: the address and the telephone on the parcel. A household shares both, so they prove nothing. */
export function addressSignals(address: ShippingAddress | null | undefined): CustomerSignal[] {
  if (!address) return [];
  const { province, city, address_1, address_2, phone } = address;
  const place = [province, city, address_2, address_1].filter(Boolean).join("");
  return [
    ...(address_1 ? [{ kind: "address", text: `place:${place}` } as const] : []),
    ...(phone ? [{ kind: "address", text: `phone:${phone}` } as const] : []),
  ];
}

/** As Medusa keeps it on an order. */
export interface ShippingAddress {
  province: string | null;
  city: string | null;
  address_1: string | null;
  address_2: string | null;
  phone: string | null;
}
