import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { receiveNotification } from "../receive-notification";

/** WeChat's notifications about transfers to people. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await receiveNotification(req, res, "transfer");
}
