import type { MedusaContainer } from "@medusajs/framework/types";
import { generateEntityId, Modules } from "@medusajs/framework/utils";
import sharp from "sharp";
import { refusal } from "../../domain/refusal";
import { REVIEW_LIMITS } from "../../domain/reviews/review";
import { REVIEWS_MODULE } from "../../modules/reviews";
import type { ReviewsService } from "../../modules/reviews/service";
import { RefusedError } from "../refused-error";

const LONGEST_SIDE = 1_600;
/** A picture of more dots would take a gigabyte to unpack. */
const MOST_DOTS = 50_000_000;

/**
 * The picture drawn anew: upright, of a size that a phone shows well, and without what the camera wrote beside it.
 * @throws {RefusedError} `photo_invalid`
 */
async function drawnAnew(content: Buffer): Promise<Buffer> {
  try {
    return await sharp(content, { limitInputPixels: MOST_DOTS })
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    throw new RefusedError(refusal("photo_invalid"));
  }
}

/**
 * Keeps a buyer's picture, for everybody to see once a review takes it up; without one it is forgotten in a day.
 * @throws {RefusedError} `photo_invalid`, `photos_too_many`
 */
export async function addReviewPicture(
  container: MedusaContainer,
  { order_id, customer_id, content }: { order_id: string; customer_id: string; content: Buffer },
): Promise<{ id: string; url: string }> {
  const files = container.resolve(Modules.FILE);
  const drawn = await drawnAnew(content);
  const file = await files.createFiles({
    filename: `${generateEntityId(undefined, "review")}.webp`,
    mimeType: "image/webp",
    content: drawn.toString("base64"),
    access: "public",
  });
  const reviews = container.resolve<ReviewsService>(REVIEWS_MODULE);
  const picture = { order_id, customer_id, file_id: file.id, url: file.url };
  const kept = await reviews.addPicture(picture, REVIEW_LIMITS.waiting, new Date());
  if (!kept) {
    await files.deleteFiles(file.id);
    throw new RefusedError(refusal("photos_too_many"));
  }
  return kept;
}

/** Removes pictures that were sent for a review which was never written. */
export async function forgetReviewPictures(container: MedusaContainer, before: Date): Promise<void> {
  const file_ids = await container.resolve<ReviewsService>(REVIEWS_MODULE).forgetPictures(before);
  if (file_ids.length > 0) await container.resolve(Modules.FILE).deleteFiles(file_ids);
}
