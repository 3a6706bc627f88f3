import { Checkbox, Input, Label, Text, Textarea } from "@medusajs/ui";
import { type Decision as Choice, Decisions, fenOfYuan, t, yuan, yuanOfFen } from "@tengman/admin-kit";
import { useState } from "react";
import { type AfterSale, type Decision, decide } from "./case";

const RETURN_TO_KEY = "tengman-return-to";

interface Props {
  found: AfterSale;
  onDone: (found: AfterSale) => void;
}

/** What the merchant can do about a case now. */
export const CaseDecisions = (props: Props) => {
  switch (props.found.state) {
    case "requested":
      return <Answer {...props} />;
    case "awaiting_return":
    case "returning":
      return <Receipt {...props} />;
    case "to_refund":
      return <RefundAgain {...props} />;
    default:
      return null;
  }
};

const rejection = (): Choice => ({
  id: "reject",
  label: t("拒绝"),
  happens: t("售后单关闭，买家会看到原因，可以再次申请。"),
  reason: { label: t("拒绝原因"), placeholder: t("买家会看到这段话") },
});

/** Offers decisions about a case; `decisionOf` says what is sent for each. */
const Offer = ({
  props: { found, onDone },
  choices,
  decisionOf,
  saidOf,
}: {
  props: Props;
  choices: Choice[];
  decisionOf: (id: string, reason: string) => Decision;
  saidOf: (id: string) => string;
}) => (
  <Decisions
    decisions={choices}
    onDone={() => undefined}
    onDecide={async (id, reason) => {
      const decided = await decide(found.id, decisionOf(id, reason));
      onDone(decided);
      const { refund_problem } = decided;
      if (!refund_problem) return saidOf(id);
      return t("已处理，但退款还没有提交：{{reason}}", { reason: refund_problem.message });
    }}
  />
);

const Answer = (props: Props) => {
  const { found } = props;
  const isReturn = found.type === "return_and_refund";
  const [amount, setAmount] = useState(yuanOfFen(found.asked_fen));
  const [returnTo, setReturnTo] = useState(() => localStorage.getItem(RETURN_TO_KEY) ?? "");
  const most = yuan((BigInt(found.goods_fen) + BigInt(found.freight_fen)).toString());
  const amount_fen = fenOfYuan(amount);
  const address = returnTo.trim();
  const approval: Choice = {
    id: "approve",
    label: isReturn ? t("同意退货") : t("同意并退款"),
    happens: isReturn
      ? t("买家会看到退货地址，收到退货后再退款 {{amount}}。", { amount: yuan(amount_fen ?? "0") })
      : t("{{amount}} 将原路退回给买家，不能撤回。", { amount: yuan(amount_fen ?? "0") }),
    isDisabled: amount_fen === null || (isReturn && address === ""),
  };
  return (
    <div className="flex flex-col gap-y-3">
      <div className="flex flex-col gap-y-2">
        <Label size="small" weight="plus" htmlFor="approved-amount">
          {t("退款金额（元）")}
        </Label>
        <Input
          id="approved-amount"
          inputMode="decimal"
          aria-invalid={amount_fen === null}
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <Text size="small" className="text-ui-fg-subtle">
          {found.freight_fen === "0"
            ? t("最多 {{most}}", { most })
            : t("最多 {{most}}，其中运费 {{freight}}", { most, freight: yuan(found.freight_fen) })}
        </Text>
      </div>
      {isReturn && (
        <div className="flex flex-col gap-y-2">
          <Label size="small" weight="plus" htmlFor="return-to">
            {t("退货地址")}
          </Label>
          <Textarea
            id="return-to"
            rows={3}
            placeholder={t("收件人、电话、详细地址")}
            value={returnTo}
            onChange={({ target }) => setReturnTo(target.value)}
          />
        </div>
      )}
      <Offer
        props={props}
        choices={[rejection(), approval]}
        decisionOf={(id, reason) => {
          if (id === "reject") return { action: "reject", reason };
          if (isReturn) localStorage.setItem(RETURN_TO_KEY, address);
          return {
            action: "approve",
            amount_fen: amount_fen ?? "",
            ...(isReturn ? { return_to: address } : {}),
          };
        }}
        saidOf={(id) => {
          if (id === "reject") return t("已拒绝");
          return isReturn ? t("已同意，等待买家寄回") : t("已同意，退款已提交");
        }}
      />
    </div>
  );
};

const Receipt = (props: Props) => {
  const [restock, setRestock] = useState(true);
  const receipt: Choice = {
    id: "receive",
    label: t("收到退货并退款"),
    happens: restock
      ? t("退款将原路退回给买家，商品退回库存，不能撤回。")
      : t("退款将原路退回给买家，商品不退回库存，不能撤回。"),
  };
  return (
    <div className="flex flex-col gap-y-3">
      <Label size="small" className="flex items-center gap-x-2">
        <Checkbox checked={restock} onCheckedChange={(checked) => setRestock(checked === true)} />
        {t("商品可再次销售，退回库存")}
      </Label>
      <Offer
        props={props}
        choices={props.found.state === "returning" ? [rejection(), receipt] : [receipt]}
        decisionOf={(id, reason) =>
          id === "reject" ? { action: "reject", reason } : { action: "receive", restock }
        }
        saidOf={(id) => (id === "reject" ? t("已拒绝") : t("已确认收货，退款已提交"))}
      />
    </div>
  );
};

const RefundAgain = (props: Props) => (
  <Offer
    props={props}
    choices={[
      { id: "refund", label: t("退款"), happens: t("退款还没有被受理，可以再次发起；不会重复退款。") },
    ]}
    decisionOf={() => ({ action: "refund" })}
    saidOf={() => t("退款已提交")}
  />
);
