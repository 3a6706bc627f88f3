import type { MedusaResponse } from "@medusajs/framework/http";
import type { z } from "zod";
import { WechatPayError } from "../../../../client/errors";
import type { ShareRow, SharingOutcome, SharingRefusal } from "../../../../workflows";

const REFUSALS: Readonly<Record<SharingRefusal, { readonly status: number; readonly message: string }>> = {
  sharing_off: { status: 409, message: "本店没有开启分账" },
  payment_unknown: { status: 404, message: "没有这笔已到账的微信支付" },
  share_unknown: { status: 404, message: "没有这笔分账" },
  receiver_unknown: { status: 409, message: "请先添加分账接收方" },
  no_parts: { status: 400, message: "请填写接收方与金额" },
  too_many_parts: { status: 400, message: "一次最多分给 50 个接收方" },
  receiver_twice: { status: 400, message: "同一个接收方只能出现一次" },
  above_limit: { status: 409, message: "超过这笔支付可分账的上限" },
  part_unknown: { status: 409, message: "该接收方没有成功收到这笔分账" },
  above_part: { status: 409, message: "超过该接收方收到的金额" },
};

/** Answers with the share, or with why there is none: `sharing_off`, `above_limit` and so on. */
export function sendOutcome(res: MedusaResponse, outcome: SharingOutcome): void {
  if (outcome.kind === "done") {
    res.status(201).json({ share: shareView(outcome.share) });
    return;
  }
  const { status, message } = REFUSALS[outcome.reason];
  const type = status === 404 ? "not_found" : status === 400 ? "invalid_data" : "not_allowed";
  res.status(status).json({ type, code: outcome.reason, message });
}

/** Reads a body or query. @returns undefined after having answered 400 with the offending field */
export function readOr400<T>(res: MedusaResponse, shape: z.ZodType<T>, given: unknown): T | undefined {
  const parsed = shape.safeParse(given ?? {});
  if (parsed.success) {
    return parsed.data;
  }
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  res.status(400).json({ type: "invalid_data", code: "sharing_input_invalid", message: "填写有误", field });
  return undefined;
}

/** A share as the merchant sees it. */
export function shareView(row: ShareRow) {
  const { id, kind, number, payment_id, transaction_id, share_id, parts, outcome, problem } = row;
  return {
    ...{ id, kind, number, payment_id, transaction_id, share_id, parts, outcome, problem },
    created_at: new Date(row.created_at).toISOString(),
    ended_at: row.ended_at ? new Date(row.ended_at).toISOString() : null,
  };
}

/** Answers 409 `sharing_refused` when WeChat refused, 502 `wechat_unreachable` when it could not be asked. */
export function sendSharingFailure(res: MedusaResponse, error: unknown): void {
  if (!(error instanceof WechatPayError)) {
    throw error;
  }
  if (error.outcome_unknown) {
    const message = "暂时无法确认微信的处理结果，请稍后再试";
    res.status(502).json({ type: "unexpected_state", code: "wechat_unreachable", message });
    return;
  }
  const wechat_code = error.code ?? String(error.status);
  res.status(409).json({ type: "not_allowed", code: "sharing_refused", message: "微信未受理", wechat_code });
}
