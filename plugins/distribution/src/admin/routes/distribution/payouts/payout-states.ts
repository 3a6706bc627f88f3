/** How a payout's state is shown. */
export const STATES = {
  requested: { label: "待审核", color: "orange" },
  transferring: { label: "付款中", color: "blue" },
  confirmed: { label: "已付款", color: "green" },
  rejected: { label: "已拒绝", color: "grey" },
  failed: { label: "付款失败", color: "red" },
  expired: { label: "已过期", color: "grey" },
} as const;
