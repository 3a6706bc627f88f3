import { Decisions, Note, send, t } from "@tengman/admin-kit";
import { type BatchAnswer, batchOf, decisionsOf, doneText, PAYOUTS, type Payout } from "./payout";

/** The decisions that the chosen payouts allow, for one or for many. */
export const PayoutDecisions = ({ payouts, onDone }: { payouts: Payout[]; onDone: () => void }) => {
  const decisions = decisionsOf(payouts);
  if (decisions.length === 0) {
    return (
      <Note>{payouts.length > 1 ? t("请选择状态相同、待审核或付款中的提现") : t("这笔提现已经结束")}</Note>
    );
  }
  return (
    <Decisions
      decisions={decisions}
      onDone={onDone}
      onDecide={async (act, words) => {
        const { done, refused, results } = await send<BatchAnswer>(
          `${PAYOUTS}/batches`,
          batchOf(act, words, payouts),
        );
        if (refused === 0) return doneText(act, done);
        const first = results.find(({ result }) => result === "refused")?.message ?? "";
        throw new Error(t("{{refused}} 笔未处理，{{done}} 笔已处理：{{first}}", { refused, done, first }));
      }}
    />
  );
};
