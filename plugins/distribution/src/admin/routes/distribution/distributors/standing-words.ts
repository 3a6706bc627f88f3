/** How a distributor's status is shown. */
export const STATUSES = {
  applied: { label: "待审核", color: "orange" },
  active: { label: "正常", color: "green" },
  frozen: { label: "已冻结", color: "red" },
  closed: { label: "已关闭", color: "grey" },
} as const;

/** What a person's status is called: an application that was refused is not an account that was closed. */
export function statusOf({ status, status_cause }: { status: keyof typeof STATUSES; status_cause: string }) {
  return status_cause === "refused" ? { label: "申请未通过", color: "grey" as const } : STATUSES[status];
}

/** The decisions that a status allows, with what their buttons say. */
export const DECISIONS = {
  applied: [
    { act: "refuse", label: "拒绝申请", isDanger: true },
    { act: "approve", label: "通过申请", isDanger: false },
  ],
  active: [
    { act: "close", label: "关闭", isDanger: true },
    { act: "freeze", label: "冻结", isDanger: false },
  ],
  frozen: [
    { act: "close", label: "关闭", isDanger: true },
    { act: "unfreeze", label: "解冻", isDanger: false },
  ],
  closed: [],
} as const;
