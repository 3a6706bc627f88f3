import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { receiveNotification } from "../receive-notification";

/** WeChat's notifications about refunds. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await receiveNotification(req, res, "refund");
}
