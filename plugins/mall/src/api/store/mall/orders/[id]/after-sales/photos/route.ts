import { PHOTO_LIMITS, photoTypeOf } from "../../../../../../../domain/photo";
import { refusal } from "../../../../../../../domain/refusal";
import { addAfterSalePhotoWorkflow } from "../../../../../../../workflows/add-after-sale-photo";
import { RefusedError } from "../../../../../../../workflows/refused-error";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/**
 * Takes a photograph in, as the request's whole body: 201 `{ photo: { id } }`, to be named by a request within a day.
 * Refusals: `photo_invalid`, `photo_too_large`, `photos_too_many`, `order_not_found`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { id: order_id } = await currentOrder(req, idOf(req));
  const content = await readPhoto(req);
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

/** Reads on beyond the limit, keeping nothing: a line that is cut would hide the refusal. */
async function readPhoto(req: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of req) {
    bytes += part.length;
    if (bytes <= PHOTO_LIMITS.bytes) parts.push(part);
  }
  if (bytes > PHOTO_LIMITS.bytes) throw new RefusedError(refusal("photo_too_large"));
  return Buffer.concat(parts);
}
