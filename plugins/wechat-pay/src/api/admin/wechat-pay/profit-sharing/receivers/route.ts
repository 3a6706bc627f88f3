import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { admitReceiver, sharingOf } from "../../../../../workflows";
import { readOr400, sendSharingFailure } from "../answers";
import { ReceiverBody } from "../validators";

const MOST = 500;

/** `GET` → `{ receivers: [{ mch_id, name, relation }] }`: the companies that may receive shares. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const rows = await sharingOf(req.scope).listWechatShareReceivers(
    {},
    { take: MOST, order: { mch_id: "ASC" } },
  );
  res.json({ receivers: rows.map(({ mch_id, name, relation }) => ({ mch_id, name, relation })) });
}

/** `POST { mch_id, name, relation }` → 201 `{ receiver }`; the name goes to WeChat encrypted. 502 `wechat_unreachable`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const receiver = readOr400(res, ReceiverBody, req.body);
  if (!receiver) {
    return;
  }
  if (sharingOf(req.scope).limit_bps === undefined) {
    res.status(409).json({ type: "not_allowed", code: "sharing_off", message: "本店没有开启分账" });
    return;
  }
  try {
    await admitReceiver(req.scope, receiver);
    res.status(201).json({ receiver });
  } catch (error) {
    sendSharingFailure(res, error);
  }
}
