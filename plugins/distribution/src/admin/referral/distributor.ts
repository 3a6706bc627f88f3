import { type Decision, messages, type StatusText, t } from "@tengman/admin-kit";

export const DISTRIBUTORS = "/admin/distribution/distributors";

type DistributorStatus = "applied" | "active" | "frozen" | "closed";

/** A distributor as the merchant's list has them. */
export interface Distributor {
  id: string;
  customer_id: string;
  display_name: string;
  status: DistributorStatus;
  status_cause: string;
  status_reason: string | null;
  agreement_version: string;
  grade_code: string | null;
  grade_is_pinned: boolean;
  joined_at: string;
  inviter: { id: string; display_name: string } | null;
  orders: number;
  invited: number;
  pending_fen: string;
  available_fen: string;
  hold_fen: string;
  debt_fen: string;
  earned_fen: string;
}

/** One distributor with the latest decisions about them and the grades they may be given. */
export interface DistributorDetail {
  distributor: Distributor;
  decisions: {
    seq: string;
    occurred_at: string;
    actor_id: string;
    action: string;
    reason: string | null;
  }[];
  grades: { code: string; name: string; rank: number }[];
}

export interface DistributorPage {
  distributors: Distributor[];
  next_cursor?: string;
}

export const STATUSES: Record<DistributorStatus, StatusText> = messages({
  applied: { label: "待审核", color: "orange" },
  active: { label: "正常", color: "green" },
  frozen: { label: "已冻结", color: "red" },
  closed: { label: "已取消资格", color: "grey" },
});

/** What a status is called: an application that was refused is not a qualification that was taken away. */
export function statusOf({ status, status_cause }: Pick<Distributor, "status" | "status_cause">): StatusText {
  return status_cause === "refused" ? { label: t("申请未通过"), color: "grey" } : STATUSES[status];
}

/** What a status allows to decide. */
export function decisionsOf(status: DistributorStatus): Decision[] {
  const reason = { label: t("原因（分销商可见）") };
  const close: Decision = {
    id: "close",
    label: t("取消分销资格"),
    happens: t("不再计新佣金，也不能再分享获佣；已有佣金仍可提现。之后须重新申请才能加入。"),
    reason,
    isDanger: true,
  };
  switch (status) {
    case "applied":
      return [
        {
          id: "refuse",
          label: t("拒绝申请"),
          happens: t("申请人会看到原因，可以再次申请。"),
          reason,
          isDanger: true,
        },
        {
          id: "approve",
          label: t("通过申请"),
          happens: t("通过后即可分享并获得佣金。"),
          reason: { ...reason, isOptional: true },
        },
      ];
    case "active":
      return [
        close,
        {
          id: "freeze",
          label: t("冻结"),
          happens: t("冻结期间不产生新佣金，已有佣金保留，可以随时解冻。"),
          reason,
        },
      ];
    case "frozen":
      return [
        close,
        {
          id: "unfreeze",
          label: t("解冻"),
          happens: t("解冻后新订单重新计佣，冻结期间的订单不补计。"),
          reason,
        },
      ];
    case "closed":
      return [];
  }
}
