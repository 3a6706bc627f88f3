import type { MedusaResponse } from "@medusajs/framework/http";
import { readBody } from "@tengman/plugin-kit";
import { PHOTO_LIMITS, type PhotoType, photoTypeOf } from "../domain/photo";
import { refusal } from "../domain/refusal";
import { RefusedError } from "../workflows/refused-error";
import { brake } from "./brakes/brake";
import type { ShopperRequest } from "./refusals";

/**
 * Reads a request whose whole body is a shopper's photograph; nothing of it is read before the brake and the owner say so.
 * @param owner what the photograph is for; throws when it is not the shopper's
 * @throws {RefusedError} `too_many_attempts`, `photo_too_large`, `photo_invalid`
 */
export async function readPhoto<Owner>(
  req: ShopperRequest,
  res: MedusaResponse,
  owner: () => Promise<Owner>,
): Promise<Owner & { content: Buffer; mime_type: PhotoType }> {
  await brake({ req, res }, [["photos_of_customer", req.auth_context.actor_id]]);
  const found = await owner();
  const content = await readBody(req, res, PHOTO_LIMITS.bytes);
  if (!content) throw new RefusedError(refusal("photo_too_large"));
  const mime_type = photoTypeOf(content);
  if (!mime_type) throw new RefusedError(refusal("photo_invalid"));
  return { ...found, content, mime_type };
}
