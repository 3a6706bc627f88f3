import type { MedusaContainer } from "@medusajs/framework/types";
import { forgetWaitingPhotosWorkflow } from "../workflows/forget-waiting-photos";
import { forgetReviewPictures } from "../workflows/reviews/add-picture";

/** As long as somebody may take to write a request. */
const KEPT_MS = 24 * 3_600_000;

/** Removes photographs that were sent for a request or a review which was never made. */
export default async function forgetWaitingPhotos(container: MedusaContainer): Promise<void> {
  const before = new Date(Date.now() - KEPT_MS);
  await forgetWaitingPhotosWorkflow(container).run({ input: { before: before.toISOString() } });
  await forgetReviewPictures(container, before);
}

export const config = { name: "forget-waiting-after-sale-photos", schedule: { interval: 600_000 } };
