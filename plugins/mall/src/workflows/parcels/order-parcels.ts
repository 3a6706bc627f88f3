import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { carrierOf } from "../../domain/carrier";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";

interface Sent {
  shipped_at: string | Date | null;
  delivered_at: string | Date | null;
  canceled_at: string | Date | null;
  metadata: Record<string, unknown> | null;
  labels?: { tracking_number: string }[];
  items?: { line_item_id: string | null; title: string; quantity: number }[];
}

/** One parcel of an order: who carries it, what is in it, where it has been. Times are ISO 8601. */
export interface ParcelView {
  carrier?: string | undefined;
  carrier_phone?: string | undefined;
  tracking_number?: string | undefined;
  sent_at: string;
  state?: string | undefined;
  signed_at?: string | undefined;
  items: { order_line_id: string; quantity: number }[];
  events: { at: string; text: string; state: string }[];
}

const iso = (moment: Date | string): string => new Date(moment).toISOString();
const optionalIso = (moment: Date | string | null | undefined) => (moment ? iso(moment) : undefined);

/** The parcels of an order, the first sent first; what left under one number is one parcel. */
export async function readParcels(container: MedusaContainer, order_id: string): Promise<ParcelView[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "fulfillments.*", "fulfillments.labels.*", "fulfillments.items.*"],
    filters: { id: order_id },
  });
  const [order] = data as unknown as { fulfillments?: Sent[] }[];
  const known = await container.resolve<ParcelsService>(PARCELS_MODULE).tracks.ofOrders([order_id]);
  const byNumber = new Map(known.map((row) => [row.tracking_number, row]));
  const parcels = new Map<string, ParcelView>();
  for (const [index, sent] of (order?.fulfillments ?? []).entries()) {
    const left = sent.shipped_at ?? sent.delivered_at;
    if (sent.canceled_at || !left) continue;
    const tracking_number = sent.labels?.[0]?.tracking_number?.trim() || undefined;
    const key = tracking_number?.toUpperCase() ?? `without ${index}`;
    const items = itemsOf(sent);
    const same = parcels.get(key);
    if (same) {
      same.items.push(...items);
      continue;
    }
    const carrier = carrierOf(sent.metadata?.carrier, tracking_number);
    const row = byNumber.get(key);
    parcels.set(key, {
      ...{
        carrier: carrier?.name,
        carrier_phone: carrier?.phone,
        tracking_number,
        sent_at: iso(left),
        items,
      },
      ...{ state: row?.state ?? undefined, signed_at: optionalIso(row?.signed_at) },
      events: (row?.events ?? []).map(({ at, text, state }) => ({ at: iso(at), text, state })),
    });
  }
  return [...parcels.values()].sort((one, other) => (one.sent_at < other.sent_at ? -1 : 1));
}

/** Pieces by line: Medusa lists each article of a set by itself. */
function itemsOf({ items }: Sent): ParcelView["items"] {
  const pieces = new Map<string, number>();
  for (const { line_item_id, quantity } of items ?? []) {
    if (line_item_id && !pieces.has(line_item_id)) pieces.set(line_item_id, quantity);
  }
  return [...pieces].map(([order_line_id, quantity]) => ({ order_line_id, quantity }));
}
