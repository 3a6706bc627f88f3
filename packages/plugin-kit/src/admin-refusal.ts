import type { MedusaResponse } from "@medusajs/framework/http";

const REFUSALS = {
  session_ended: { status: 401, type: "unauthorized", message: "登录已失效，请重新登录" },
  permission_missing: {
    status: 403,
    type: "forbidden",
    message: "您没有此项操作的权限，请联系店铺所有者",
  },
  foreign_origin: { status: 403, type: "forbidden", message: "请求不是从店铺的页面发出的，已被拒绝" },
} as const;

/** Answers why somebody may not go on. @param field what is missing */
export function refuseAdmin(res: MedusaResponse, code: keyof typeof REFUSALS, field?: string): void {
  const { status, type, message } = REFUSALS[code];
  res.status(status).json({ type, code, message, ...(field === undefined ? {} : { field }) });
}
