/** What a route refuses, with its status and what a person reads. */
export const REFUSALS = {
  invalid_input: { status: 400, type: "invalid_data", message: "提交的内容有误" },
  time_out_of_range: { status: 400, type: "invalid_data", message: "事件的时间不在可接收的范围内" },
  range_too_long: { status: 400, type: "invalid_data", message: "最多查看 400 天" },
  report_not_found: { status: 404, type: "not_found", message: "没有这个报表" },
  alert_not_found: { status: 404, type: "not_found", message: "没有这条预警" },
  report_mail_not_found: { status: 404, type: "not_found", message: "没有这个定时报表" },
  too_many_attempts: { status: 429, type: "not_allowed", message: "请求过于频繁，请稍后再试" },
} as const;

export interface Refusal {
  code: keyof typeof REFUSALS;
  /** The field that is wrong, such as `events.3.product_id`. */
  field?: string | undefined;
}

/** An expected refusal on its way to the answer. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(`insights refused: ${refusal.code}`);
    this.name = "RefusedError";
  }
}
