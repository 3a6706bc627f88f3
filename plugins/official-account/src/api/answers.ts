import type { MedusaResponse } from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import type { z } from "zod";
import { WechatApiError, WechatUnreachableError } from "../client/wechat-api-error.js";
import { ACCOUNT_REFUSALS, type AccountRefusal, RefusedError } from "../domain/account-refusal.js";

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_data",
  404: "not_found",
  409: "not_allowed",
  429: "not_allowed",
  502: "unexpected_state",
};

/** Turns what a route refuses, and what WeChat refuses it, into answers `{ type, code, message, field?, errcode?, rid? }`. */
export function refusing<Request>(handle: (req: Request, res: MedusaResponse) => Promise<void>) {
  return async (req: Request, res: MedusaResponse): Promise<void> => {
    try {
      await handle(req, res);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const { status, message } = ACCOUNT_REFUSALS[refusal.code];
      res.status(status).json({ type: TYPES[status], message, ...refusal });
    }
  };
}

function refusalOf(error: unknown): AccountRefusal | undefined {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof WechatUnreachableError) return { code: "wechat_unavailable" };
  if (!(error instanceof WechatApiError)) return undefined;
  const code = error.errcode === 45009 ? "quota_used_up" : "refused_by_wechat";
  return { code, errcode: error.errcode, rid: error.rid };
}

/** Reads a body or a query. @throws {RefusedError} naming the first field that is wrong */
export function readOrRefuse<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const read = shape.safeParse(input ?? {});
  if (!read.success) {
    throw new RefusedError({ code: "invalid_input", field: read.error.issues[0]?.path.join(".") });
  }
  return read.data;
}

/** The path parameter `id`; empty, and so nothing's, when no id could be stored like that. */
export function idOf(req: { params: Record<string, string | undefined> }): string {
  const { id = "" } = req.params;
  return isStorable(id) ? id : "";
}
