import type { MedusaContainer } from "@medusajs/framework/types";
import type { VerifiedPush } from "../../client/tracking-service";
import type { Track } from "../../domain/parcels/track";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";
import { confirmReceiptWorkflow } from "../confirm-receipt";
import { refusalOf } from "../refused-error";
import { readParcels } from "./order-parcels";

/**
 * Writes down where a parcel is; again changes nothing. What was signed for is received only where the merchant says so, and
 * only once every parcel that left was signed for, whether anybody follows it or not.
 */
export async function recordTrack(container: MedusaContainer, track: Track, now: Date): Promise<void> {
  const parcels = container.resolve<ParcelsService>(PARCELS_MODULE);
  const order_ids = await parcels.tracks.record(track, now);
  if (track.state !== "signed" || order_ids.length === 0 || !(await parcels.receiptOnSigned())) return;
  for (const order_id of order_ids) {
    const all = await readParcels(container, order_id);
    const isSigned = all.length > 0 && all.every(({ state }) => state === "signed");
    if (isSigned) await confirm(container, order_id, now);
  }
}

async function confirm(container: MedusaContainer, order_id: string, now: Date): Promise<void> {
  try {
    await confirmReceiptWorkflow(container).run({
      input: { order_id, source: "signed", now: now.toISOString() },
    });
  } catch (error) {
    // A part of the order has still to leave: the clock or the shopper confirms it.
    if (refusalOf(error)?.code !== "order_not_shipped") throw error;
  }
}

/**
 * Takes a tracking service's push in: kept as it was signed, then read. One parcel that fails keeps no other back.
 * @throws the first failure after all were read, so that the service pushes again; what was read stays
 */
export async function takePush(
  container: MedusaContainer,
  { tracks, evidence, is_given_up }: VerifiedPush,
  now: Date,
): Promise<void> {
  const parcels = container.resolve<ParcelsService>(PARCELS_MODULE);
  await parcels.tracks.keepPush(parcels.tracking?.name ?? "", evidence, now);
  const failures: unknown[] = [];
  for (const track of tracks) {
    try {
      await recordTrack(container, track, now);
      if (is_given_up) await parcels.tracks.followAgain(track, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
