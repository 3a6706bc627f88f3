import { Button, Input, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type BatchDecision, decideBatch, type Payout } from "../../../ledger/payouts";

/** The decisions that the chosen payouts allow, for one or for many. */
export const PayoutActions = ({ payouts, onDone }: { payouts: Payout[]; onDone: () => void }) => {
  const [note, setNote] = useState("");
  const decision = useMutation({
    mutationFn: (wanted: BatchDecision) =>
      decideBatch(
        wanted,
        payouts.map(({ id }) => id),
      ),
    onSuccess: ({ done, refused, results }) => {
      const [first] = results.filter(({ result }) => result === "refused");
      if (refused > 0) toast.error(`${refused} 笔未处理`, { description: first?.message });
      if (done > 0) toast.success(`已处理 ${done} 笔`);
      onDone();
    },
    onError: (error) => toast.error("没有处理", { description: error.message }),
  });
  const isRequested = payouts.every(({ state }) => state === "requested");
  const isTransferring = payouts.every(({ state }) => state === "transferring");
  const words = note.trim();
  if (!isRequested && !isTransferring) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {payouts.length > 1 ? "请选择状态相同、待审核或付款中的提现" : "这笔提现已经结束"}
      </Text>
    );
  }
  return (
    <div className="bg-ui-bg-subtle flex flex-wrap items-center gap-2 px-6 py-4">
      <Text size="small">已选 {payouts.length} 笔</Text>
      <div className="w-64">
        <Input
          size="small"
          aria-label={isRequested ? "拒绝原因" : "银行流水号或失败原因"}
          placeholder={isRequested ? "拒绝原因（申请人可见）" : "银行流水号或失败原因"}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      {isRequested && (
        <>
          <Button
            size="small"
            isLoading={decision.isPending}
            onClick={() => decision.mutate({ act: "approve" })}
          >
            批准
          </Button>
          <Button
            size="small"
            variant="danger"
            disabled={!words || decision.isPending}
            onClick={() => decision.mutate({ act: "reject", reason: words })}
          >
            拒绝
          </Button>
        </>
      )}
      {isTransferring && (
        <>
          <Button
            size="small"
            disabled={!words}
            isLoading={decision.isPending}
            onClick={() => decision.mutate({ act: "confirm", outcome: "confirmed", note: words })}
          >
            标记已付款
          </Button>
          <Button
            size="small"
            variant="danger"
            disabled={!words || decision.isPending}
            onClick={() => decision.mutate({ act: "confirm", outcome: "failed", note: words })}
          >
            付款失败
          </Button>
        </>
      )}
    </div>
  );
};
