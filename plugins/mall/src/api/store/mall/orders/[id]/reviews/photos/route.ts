import { addReviewPicture } from "../../../../../../../workflows/reviews/add-picture";
import { readPhoto } from "../../../../../../photo-body";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/**
 * Takes a picture for a review in, as the request's whole body: 201 `{ photo: { id, url } }`. Refusals: `photo_invalid`,
 * `photo_too_large`, `photos_too_many`, `order_not_found`, `too_many_attempts`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { id: order_id, content } = await readPhoto(req, res, async () => currentOrder(req, idOf(req)));
  const photo = await addReviewPicture(req.scope, {
    order_id,
    customer_id: req.auth_context.actor_id,
    content,
  });
  res.status(201).json({ photo });
});
