/** One of two accounts that turn out to be the same person's. */
export interface MergeSide {
  /** Whether anything hangs on it that the other would have to take over: orders, addresses, an inviter, earnings. */
  is_used: boolean;
  providers: readonly string[];
}

export type MergePlan = "theirs_into_mine" | "mine_into_theirs" | "identity_taken" | "wechat_taken";

/**
 * What becomes of two accounts when the owner of one proves to be the owner of the other: an unused one dissolves into
 * the other. Two that are used stay apart, for nothing may be lost; and so do two WeChat people, for refunds and payouts
 * go to them.
 */
export function mergePlan(mine: MergeSide, theirs: MergeSide): MergePlan {
  if ([mine, theirs].every(({ providers }) => providers.includes("wechat"))) return "wechat_taken";
  if (!theirs.is_used) return "theirs_into_mine";
  return mine.is_used ? "identity_taken" : "mine_into_theirs";
}
