import { offerFor } from "../../../../../../../domain/after-sale-offer";
import { afterSaleQuoteShape } from "../../../../../../../domain/after-sale-request";
import { readSoldOrder } from "../../../../../../../workflows/reads/sold-order";
import { RefusedError } from "../../../../../../../workflows/refused-error";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/** What a wish is worth at most; writes nothing. Refusals: those of asking for it. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const wish = readOrRefuse(afterSaleQuoteShape, req.body);
  const { id } = await currentOrder(req, idOf(req));
  const answer = offerFor(await readSoldOrder(req.scope, id), wish);
  if (answer.kind === "refused") throw new RefusedError(answer.refusal);
  const { goods_fen, most_fen } = answer.offer;
  res.json({
    quote: {
      goods_fen: String(goods_fen),
      freight_fen: String(most_fen - goods_fen),
      most_fen: String(most_fen),
    },
  });
});
