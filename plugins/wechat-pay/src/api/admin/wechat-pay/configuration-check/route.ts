import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { checkWechatPayConfiguration } from "../../../../workflows";

/**
 * `GET` → `{ payable: "yes" | "no" | "unproven", checked_at, findings: [{ id, state: "ok" | "warning" | "failed" |
 * "unknown", title, explanation, remedy?, request_id? }] }`: can this shop be paid? Leaves nothing behind.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json(await checkWechatPayConfiguration(req.scope, false));
}

/** `POST` → as `GET`, with an order over one fen that is placed, shown to nobody, and closed at WeChat. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json(await checkWechatPayConfiguration(req.scope, true));
}
