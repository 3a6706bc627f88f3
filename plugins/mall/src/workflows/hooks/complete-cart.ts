import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { completeCartWorkflow } from "@medusajs/medusa/core-flows";
import { FractionOfFenError, type MedusaAmount, reckonedFenOf } from "../../domain/money";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";

/** The part of Medusa's cart that this check reads. */
interface CompletedCart {
  id: string;
  currency_code: string;
  total: MedusaAmount;
  raw_total?: MedusaAmount;
  payment_collection?: { amount: MedusaAmount; raw_amount?: MedusaAmount } | null;
}

/**
 * No cart in yuan becomes an order, by whichever route, unless its total is whole fen and the very amount that will be
 * asked of the shopper: WeChat counts in fen, and every later sum (lines, refunds, commissions) starts from this one.
 * And none but the mall's own: an unpaid order that no row knows would hold its stock for ever.
 */
completeCartWorkflow.hooks.validate(async ({ cart }, { container }) => {
  const { id, currency_code, total, raw_total, payment_collection } = cart as CompletedCart;
  if (currency_code.toLowerCase() !== "cny") return new StepResponse();
  const due = wholeFen(raw_total ?? total);
  if (payment_collection && wholeFen(payment_collection.raw_amount ?? payment_collection.amount) !== due) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The payment's amount is not the cart's total",
      "payment_amount_mismatch",
    );
  }
  if (due > 0n) await refuseOtherCheckouts(container, id);
  return new StepResponse();
});

/** A script or another plugin can fill a cart of its own; only `POST /store/mall/orders` makes an order of one. */
async function refuseOtherCheckouts(container: MedusaContainer, cart_id: string): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ cart_id }, { take: 1 });
  if (!row) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "请通过商城下单", "order_through_mall");
}

function wholeFen(amount: MedusaAmount): bigint {
  try {
    return reckonedFenOf(amount);
  } catch (error) {
    if (!(error instanceof FractionOfFenError)) throw error;
    throw new MedusaError(MedusaError.Types.INVALID_DATA, error.message, "amount_not_whole_fen");
  }
}
