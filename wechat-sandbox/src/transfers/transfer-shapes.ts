import { z } from "zod";
import { notifyUrl } from "../pay/request-shapes.js";

/** A scene a merchant may transfer under: exactly these facts have to be reported with it. */
export interface TransferScene {
  id: string;
  reports: readonly string[];
}

/** 佣金报酬: the only scene this merchant has been granted. */
export const COMMISSION_SCENE: TransferScene = { id: "1005", reports: ["岗位类型", "报酬说明"] };

/** Below this no name may be given, and from that on one must be. Fen. */
export const NAME_REFUSED_BELOW = 30;
export const NAME_REQUIRED_FROM = 200_000;
/** The least that can be transferred, fen. */
export const MINIMUM_TRANSFER = 10;

export const transferSchema = z.object({
  appid: z.string().min(1).max(32),
  out_bill_no: z.string().regex(/^[0-9A-Za-z]{1,32}$/, "1–32 digits and letters"),
  transfer_scene_id: z.string().min(1).max(36),
  openid: z.string().min(1).max(64),
  user_name: z.string().min(1).max(1024).optional(),
  transfer_amount: z.number().int().min(1),
  transfer_remark: z.string().min(1).max(32),
  notify_url: notifyUrl.optional(),
  user_recv_perception: z.string().min(1).max(32).optional(),
  transfer_scene_report_infos: z.array(
    z.object({ info_type: z.string().min(1).max(15), info_content: z.string().min(1).max(32) }),
  ),
});
export type TransferRequest = z.infer<typeof transferSchema>;
