import type { MedusaContainer } from "@medusajs/framework/types";
import { followParcels } from "../workflows/parcels/follow-parcels";

/** Has new parcels followed, and asks about those of which nothing was heard. */
export default async function followSentParcels(container: MedusaContainer): Promise<void> {
  await followParcels(container, new Date());
}

export const config = { name: "follow-mall-parcels", schedule: { interval: 60_000 } };
