/** Why an identity is wrong, as the person chose it. */
export const CAUSES = {
  mistyped: "填写有误",
  name_changed: "已更名",
  number_changed: "证件号码变更",
} as const;

/** How far a wish is. */
export const STATES = {
  open: { label: "待审核", color: "orange" },
  approved: { label: "已更正", color: "green" },
  refused: { label: "未通过", color: "grey" },
  withdrawn: { label: "已注销", color: "grey" },
} as const;
