import type { CreateOrderChangeActionDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { lockInTurn } from "@tengman/plugin-kit";
import { readOpenChanges } from "../reads/open-changes";

/** A change of the shop's own to an order; the note says why, and finds it again. */
export interface OwnChange {
  order_id: string;
  note: string;
  actions: CreateOrderChangeActionDTO[];
}

/** How long whoever moves the order's money or changes it is waited for. */
const LOCK_SECONDS = 20;

/** The locks of an order's money, by every plugin, and of Medusa's own edits. */
const locksOf = (order_id: string) => [`order-money:${order_id}`, order_id];

/**
 * Changes an order as one version of Medusa's, with its figures reckoned anew, at once. What a server that ended left half
 * done is taken back first.
 * @param actionsOf what to do, from the order as it is once nobody else can change it; null when there is nothing to do
 * Takes locks of its own: no lock of the order's payment may be held, for others take them the other way round.
 * @returns whether the order was changed; false too while somebody else's change is open, for Medusa allows one
 */
export async function changeOrder(
  container: MedusaContainer,
  { order_id, note }: Omit<OwnChange, "actions">,
  actionsOf: () => Promise<CreateOrderChangeActionDTO[] | null>,
): Promise<boolean> {
  const orders = container.resolve(Modules.ORDER);
  return await lockInTurn(
    container.resolve(Modules.LOCKING),
    locksOf(order_id),
    async () => {
      const open = await readOpenChanges(container, order_id);
      const own = open.filter(({ internal_note }) => internal_note === note);
      if (own.length < open.length) return false;
      if (own.length > 0) await orders.cancelOrderChange(own.map(({ id }) => id));
      const actions = await actionsOf();
      if (!actions || actions.length === 0) return false;
      const change = await orders.createOrderChange({
        order_id,
        change_type: "edit",
        internal_note: note,
        actions,
      });
      await orders.confirmOrderChange(change.id);
      return true;
    },
    LOCK_SECONDS,
  );
}
