import { Button, Checkbox, Input, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type AfterSale, type Decision, decide } from "./requests";
import { fenOfTyped, typedYuan, yuan } from "./words";

const RETURN_TO_KEY = "tengman-return-to";

interface FormProps {
  found: AfterSale;
  onDone: (found: AfterSale) => void;
}

/** Sends a decision and says what came of it. */
function useDecision({ found, onDone }: FormProps, done: string) {
  return useMutation({
    mutationFn: (decision: Decision) => decide(found.id, decision),
    onSuccess: (after) => {
      toast.success(done);
      onDone(after);
    },
    onError: (error) => toast.error("操作没有成功", { description: error.message }),
  });
}

/** What the merchant can do about a case now. */
export const DecisionForm = (props: FormProps) => {
  switch (props.found.state) {
    case "requested":
      return (
        <>
          <Approval {...props} />
          <Rejection {...props} />
        </>
      );
    case "awaiting_return":
      return <GoodsReceived {...props} />;
    case "returning":
      return (
        <>
          <GoodsReceived {...props} />
          <Rejection {...props} />
        </>
      );
    case "to_refund":
      return <RefundAgain {...props} />;
    default:
      return null;
  }
};

const Approval = (props: FormProps) => {
  const { found } = props;
  const isReturn = found.type === "return_and_refund";
  const [amount, setAmount] = useState(typedYuan(found.asked_fen));
  const [returnTo, setReturnTo] = useState(() => localStorage.getItem(RETURN_TO_KEY) ?? "");
  const approval = useDecision(props, isReturn ? "已同意，等待买家寄回" : "已同意，退款已提交");
  const most = (BigInt(found.goods_fen) + BigInt(found.freight_fen)).toString();
  const approve = () => {
    const amount_fen = fenOfTyped(amount);
    if (amount_fen === null) return toast.error("请输入正确的金额，最多两位小数");
    if (isReturn && !returnTo.trim()) return toast.error("请填写退货地址");
    if (isReturn) localStorage.setItem(RETURN_TO_KEY, returnTo.trim());
    approval.mutate({ action: "approve", amount_fen, ...(isReturn ? { return_to: returnTo.trim() } : {}) });
  };
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" htmlFor="approved-amount">
          退款金额（元）
        </Label>
        <Input
          id="approved-amount"
          inputMode="decimal"
          value={amount}
          onChange={(e) => setAmount(e.target.value)}
        />
        <Text size="small" className="text-ui-fg-subtle">
          最多 {yuan(most)}
          {found.freight_fen !== "0" && `，其中运费 ${yuan(found.freight_fen)}`}
        </Text>
      </div>
      {isReturn && (
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" htmlFor="return-to">
            退货地址
          </Label>
          <Textarea
            id="return-to"
            rows={3}
            placeholder="收件人、电话、详细地址"
            value={returnTo}
            onChange={(e) => setReturnTo(e.target.value)}
          />
        </div>
      )}
      <Button className="self-start" size="small" isLoading={approval.isPending} onClick={approve}>
        {isReturn ? "同意退货" : "同意并退款"}
      </Button>
    </div>
  );
};

const Rejection = (props: FormProps) => {
  const [reason, setReason] = useState("");
  const rejection = useDecision(props, "已拒绝");
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" htmlFor="reject-reason">
          拒绝原因
        </Label>
        <Textarea
          id="reject-reason"
          rows={2}
          placeholder="买家会看到这段话"
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </div>
      <Button
        className="self-start"
        size="small"
        variant="secondary"
        disabled={!reason.trim()}
        isLoading={rejection.isPending}
        onClick={() => rejection.mutate({ action: "reject", reason: reason.trim() })}
      >
        拒绝
      </Button>
    </div>
  );
};

const GoodsReceived = (props: FormProps) => {
  const [restock, setRestock] = useState(true);
  const receipt = useDecision(props, "已确认收货，退款已提交");
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Label size="small" className="flex items-center gap-x-2">
        <Checkbox checked={restock} onCheckedChange={(checked) => setRestock(checked === true)} />
        商品可再次销售，退回库存
      </Label>
      <Button
        className="self-start"
        size="small"
        isLoading={receipt.isPending}
        onClick={() => receipt.mutate({ action: "receive", restock })}
      >
        确认收到退货并退款
      </Button>
    </div>
  );
};

const RefundAgain = (props: FormProps) => {
  const refund = useDecision(props, "退款已提交");
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        退款还没有被受理，可以再次发起；不会重复退款
      </Text>
      <Button
        className="self-start"
        size="small"
        isLoading={refund.isPending}
        onClick={() => refund.mutate({ action: "refund" })}
      >
        退款
      </Button>
    </div>
  );
};
