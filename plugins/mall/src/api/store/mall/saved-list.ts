import type { MedusaResponse } from "@medusajs/framework/http";
import { type SavedList, savedListShape } from "../../../domain/saved-products";
import { readProductPage } from "../../../workflows/reads/product-page";
import { listSavedProducts, savedProducts } from "../../../workflows/reads/saved-products";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../refusals";

/**
 * The routes of one list of the shopper's: the list, one product put into it, taken out of it, and asked for. Putting a
 * product in refuses what the shop does not sell: `product_unknown`.
 */
export function savedListRoutes(list: SavedList) {
  const owner = (req: ShopperRequest) => ({ customer_id: req.auth_context.actor_id, list });
  const answer = async (req: ShopperRequest, res: MedusaResponse): Promise<void> => {
    res.json({ is_saved: await savedProducts(req.scope).isSaved(owner(req), idOf(req)) });
  };
  return {
    list: refusing<ShopperRequest>(async (req, res) => {
      const request = readOrRefuse(savedListShape, req.query);
      const { sales_channel_ids } = req.publishable_key_context;
      res.json(await listSavedProducts(req.scope, sales_channel_ids, owner(req), request));
    }),
    empty: refusing<ShopperRequest>(async (req, res) => {
      await savedProducts(req.scope).remove(owner(req));
      res.status(204).end();
    }),
    ask: refusing<ShopperRequest>(answer),
    save: refusing<ShopperRequest>(async (req, res) => {
      const { sales_channel_ids } = req.publishable_key_context;
      const { id } = await readProductPage(req.scope, sales_channel_ids, idOf(req));
      await savedProducts(req.scope).save(owner(req), id, new Date());
      await answer(req, res);
    }),
    remove: refusing<ShopperRequest>(async (req, res) => {
      await savedProducts(req.scope).remove(owner(req), idOf(req));
      await answer(req, res);
    }),
  };
}
