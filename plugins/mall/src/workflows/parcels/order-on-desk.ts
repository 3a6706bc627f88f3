import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { type OrderState, orderState } from "../../domain/order-state";
import type { OpenPackage, OrderToSend, Pieces } from "../../domain/parcels/sending";
import { piecesToSend, readHeldGoods } from "../reads/held-goods";
import { readOrderAtHand } from "../reads/payable-order";
import type { StoredOrder } from "../reads/stored-order";

/** Pieces that Medusa packs together: those of one shipping profile. */
export interface PackedTogether {
  pieces: Pieces[];
  /** Empty where the order has one delivery, which is then Medusa's own choice. */
  shipping_option_id: string | undefined;
}

type OpenFulfillment = OpenPackage & { metadata: Record<string, unknown> };

/** An order with everything that sending it takes. */
export interface OrderOnDesk extends OrderToSend {
  state: OrderState;
  open: readonly OpenFulfillment[];
  /** The article number of each line that has one. */
  skus: ReadonlyMap<string, string>;
  /** Splits pieces into what Medusa packs in one go. */
  together: (pieces: readonly Pieces[]) => PackedTogether[];
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function packagesOf({ fulfillments }: StoredOrder, linesOf: ReadonlyMap<string, readonly string[]>) {
  const live = (fulfillments ?? []).filter(({ canceled_at }) => !canceled_at);
  const numberOf = ({ labels, metadata }: (typeof live)[number]) =>
    textOf(labels?.[0]?.tracking_number) ?? textOf(metadata?.tracking_number);
  const isSent = ({ shipped_at, delivered_at }: (typeof live)[number]) => Boolean(shipped_at ?? delivered_at);
  return {
    open: live
      .filter((one) => !isSent(one))
      .map((one) => ({
        fulfillment_id: one.id,
        tracking_number: numberOf(one),
        line_ids: linesOf.get(one.id) ?? [],
        metadata: one.metadata ?? {},
      })),
    sent_numbers: live.filter(isSent).flatMap((one) => numberOf(one)?.toUpperCase() ?? []),
  };
}

interface DeliveredOrder {
  items?: {
    id: string;
    requires_shipping: boolean;
    variant_sku: string | null;
    variant?: { product?: { shipping_profile?: { id: string } | null } | null } | null;
  }[];
  shipping_methods?: { shipping_option_id: string | null }[];
  fulfillments?: { id: string; items?: { line_item_id: string | null }[] }[];
}

/** Which delivery each line goes by, and which lines are in each package. */
async function readDeliveries(container: MedusaContainer, order_id: string) {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "items.id",
      "items.requires_shipping",
      "items.variant_sku",
      "items.variant.product.shipping_profile.id",
      "shipping_methods.shipping_option_id",
      "fulfillments.id",
      "fulfillments.items.line_item_id",
    ],
    filters: { id: order_id },
  });
  const [order] = data as unknown as DeliveredOrder[];
  const option_ids = (order?.shipping_methods ?? []).flatMap(
    ({ shipping_option_id }) => shipping_option_id ?? [],
  );
  const options =
    option_ids.length > 1
      ? await container.resolve(Modules.FULFILLMENT).listShippingOptions({ id: option_ids })
      : [];
  const optionOf = new Map(options.map(({ id, shipping_profile_id }) => [shipping_profile_id, id]));
  const items = order?.items ?? [];
  return {
    packed: new Map(
      (order?.fulfillments ?? []).map(({ id, items }) => [
        id,
        (items ?? []).flatMap(({ line_item_id }) => line_item_id ?? []),
      ]),
    ),
    skus: new Map(items.flatMap(({ id, variant_sku }) => (variant_sku ? [[id, variant_sku] as const] : []))),
    groupOf: new Map(
      items.map(({ id, requires_shipping, variant }) => {
        const profile = variant?.product?.shipping_profile?.id;
        return [id, { requires_shipping, option_id: profile ? optionOf.get(profile) : undefined }];
      }),
    ),
  };
}

/** Reads an order for sending; hold its lock. @throws {RefusedError} `order_not_found` */
export async function readOrderOnDesk(container: MedusaContainer, order_id: string): Promise<OrderOnDesk> {
  const [{ order, facts }, { skus, groupOf, packed }, held] = await Promise.all([
    readOrderAtHand(container, order_id),
    readDeliveries(container, order_id),
    readHeldGoods(container, [order_id]),
  ]);
  return {
    state: orderState(facts),
    lines: order.items.map((item) => ({
      line_id: item.id,
      owed: piecesToSend(item, held),
      packed: item.detail?.fulfilled_quantity ?? 0,
    })),
    ...packagesOf(order, packed),
    asked: held.asked,
    skus,
    together: (pieces) => {
      const groups = new Map<string, PackedTogether>();
      for (const piece of pieces) {
        const { requires_shipping, option_id } = groupOf.get(piece.line_id) ?? {};
        const key = `${requires_shipping} ${option_id}`;
        const group = groups.get(key) ?? { pieces: [], shipping_option_id: option_id };
        group.pieces.push(piece);
        groups.set(key, group);
      }
      return [...groups.values()];
    },
  };
}
