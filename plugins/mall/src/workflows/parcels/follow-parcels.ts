import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type TrackedParcel, TrackingFailure, type TrackingService } from "../../client/tracking-service";
import { carrierOf, knownCarrier } from "../../domain/carrier";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";
import type { ParcelRow, SentParcel } from "../../modules/parcels/tracks";
import { recordTrack } from "./record-track";

/** As much is done in one run. Asking costs money and is meant for silence alone. */
const BUDGET = { adopt: 200, follow: 50, ask: 10 } as const;
const FIRST_RETRY_MS = 5 * 60_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;

/** A carrier may not be known by name to the service: such parcels are shown and not followed. */
function adopted(service: TrackingService, sent: SentParcel) {
  const name = carrierOf(sent.carrier, sent.tracking_number)?.name;
  const carrier = name ? knownCarrier(name) : undefined;
  return { ...sent, carrier: name ?? "", carrier_code: carrier ? service.codeOf(carrier) : null };
}

/**
 * Has the tracking service follow what left since the last run, and asks about parcels of which nothing was heard for long,
 * a few at a time. A shop without a tracking service does nothing here.
 */
export async function followParcels(container: MedusaContainer, now: Date): Promise<void> {
  const parcels = container.resolve<ParcelsService>(PARCELS_MODULE);
  const { tracking, tracks } = parcels;
  if (!tracking) return;
  const unknown = await tracks.unknown(now, BUDGET.adopt);
  await tracks.adopt(
    unknown.map((sent) => adopted(tracking, sent)),
    now,
  );
  for (const row of await tracks.due("follow", now, BUDGET.follow)) {
    await act(container, row, now, (parcel) => tracking.follow(parcel));
  }
  for (const row of await tracks.due("ask", now, BUDGET.ask)) {
    await act(container, row, now, async (parcel) => {
      const track = await tracking.ask(parcel);
      if (track) await recordTrack(container, track, now);
    });
  }
}

async function act(
  container: MedusaContainer,
  row: ParcelRow,
  now: Date,
  work: (parcel: TrackedParcel) => Promise<void>,
): Promise<void> {
  const { tracks } = container.resolve<ParcelsService>(PARCELS_MODULE);
  const { carrier_code, tracking_number, phone_tail } = row;
  try {
    await work({ carrier_code: carrier_code ?? "", tracking_number, phone_tail });
    await tracks.noteActed(row, now);
  } catch (error) {
    const wait_ms = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(row.failures, 10));
    await tracks.noteFailure(row, new Date(now.getTime() + wait_ms));
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const said = `mall: a parcel of order ${row.order_id} is tried again later: ${(error as Error).message}`;
    if (error instanceof TrackingFailure) logger.warn(said);
    else logger.error(said);
  }
}
