/** Why something cannot be done for customers, with its status and the words the merchant reads. */
export const REFUSALS = {
  invalid_input: { status: 400, message: "填写的内容不正确" },
  segment_invalid: { status: 400, message: "筛选条件不正确" },
  customer_unknown: { status: 404, message: "没有这位顾客" },
  tag_not_found: { status: 404, message: "没有这个标签" },
  tag_name_taken: { status: 409, message: "已有同名的标签" },
  segment_not_found: { status: 404, message: "没有这个人群" },
  segment_name_taken: { status: 409, message: "已有同名的人群" },
  note_not_found: { status: 404, message: "没有这条备注" },
  task_not_found: { status: 404, message: "没有这项待办" },
  user_unknown: { status: 404, message: "没有这位员工" },
  outreach_not_found: { status: 404, message: "没有这次触达" },
  play_not_found: { status: 404, message: "没有这个自动触达" },
  outreach_empty: { status: 409, message: "没有可以触达的顾客" },
  messages_unavailable: { status: 409, message: "店铺还没有可用的消息渠道" },
  promotion_unknown: { status: 404, message: "没有这个优惠码，或它已停用" },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected refusal on its way to the answer; what had been written is rolled back. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(
    readonly code: RefusalCode,
    readonly field?: string,
  ) {
    super(`refused: ${code}`);
  }
}
