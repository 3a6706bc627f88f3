import { readBody } from "@tengman/plugin-kit";
import { PHOTO_LIMITS, photoTypeOf } from "../../../../../../../domain/photo";
import { refusal } from "../../../../../../../domain/refusal";
import { addAfterSalePhotoWorkflow } from "../../../../../../../workflows/add-after-sale-photo";
import { RefusedError } from "../../../../../../../workflows/refused-error";
import { brake } from "../../../../../../brakes/brake";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/**
 * Takes a photograph in, as the request's whole body: 201 `{ photo: { id } }`, to be named by a request within a day.
 * Refusals: `photo_invalid`, `photo_too_large`, `photos_too_many`, `order_not_found`, `too_many_attempts`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  await brake({ req, res }, [["photos_of_customer", req.auth_context.actor_id]]);
  const { id: order_id } = await currentOrder(req, idOf(req));
  const content = await readBody(req, res, PHOTO_LIMITS.bytes);
  if (!content) throw new RefusedError(refusal("photo_too_large"));
  const mime_type = photoTypeOf(content);
  if (!mime_type) throw new RefusedError(refusal("photo_invalid"));
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
