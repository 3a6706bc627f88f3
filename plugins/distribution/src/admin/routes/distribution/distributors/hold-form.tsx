import { Button, Input, Label, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonDetail } from "../../../ledger/people";
import { holdMoney } from "../../../ledger/risk";

/** Holds a distributor's money by hand until the case is decided among the risk cases. */
export const HoldForm = ({ detail, onDone }: { detail: PersonDetail; onDone: () => void }) => {
  const [reason, setReason] = useState("");
  const holding = useMutation({
    mutationFn: () => holdMoney(detail.distributor.id, reason.trim()),
    onSuccess: () => {
      toast.success("资金已暂停，可在风险核查中解除");
      setReason("");
      onDone();
    },
    onError: (error) => toast.error("没有暂停", { description: error.message }),
  });
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" htmlFor="hold-reason">
        暂停资金
      </Label>
      <div className="flex gap-x-2">
        <Input
          id="hold-reason"
          size="small"
          placeholder="原因，留存于操作记录"
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!reason.trim()}
          isLoading={holding.isPending}
          onClick={() => holding.mutate()}
        >
          暂停
        </Button>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted">
        暂停期间不能提现，佣金也不结算；在{" "}
        <a className="text-ui-fg-interactive" href="/app/distribution/risk">
          风险核查
        </a>{" "}
        中解除，分销商可以申诉
      </Text>
    </div>
  );
};
