import { addAfterSalePhotoWorkflow } from "../../../../../../../workflows/add-after-sale-photo";
import { readPhoto } from "../../../../../../photo-body";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/**
 * Takes a photograph in, as the request's whole body: 201 `{ photo: { id } }`, to be named by a request within a day.
 * Refusals: `photo_invalid`, `photo_too_large`, `photos_too_many`, `order_not_found`, `too_many_attempts`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { order_id, mime_type, content } = await readPhoto(req, res, async () => ({
    order_id: (await currentOrder(req, idOf(req))).id,
  }));
  const { result } = await addAfterSalePhotoWorkflow(req.scope).run({
    input: {
      order_id,
      customer_id: req.auth_context.actor_id,
      mime_type,
      content_base64: content.toString("base64"),
    },
  });
  res.status(201).json({ photo: result });
});
