import {
  CustomerLink,
  type Decision,
  Decisions,
  DetailDrawer,
  Fact,
  Facts,
  Note,
  Status,
  send,
  t,
  timeText,
} from "@tengman/admin-kit";
import { useNames } from "../audit/names";
import { type BindingChange, CHANGE_STATES, CHANGES } from "./change";

/** One change, and the decision about it by somebody else than who asked for it. */
export const ChangeDrawer = ({
  change,
  onClose,
  onDone,
}: {
  change: BindingChange;
  onClose: () => void;
  onDone: () => void;
}) => {
  const nameOf = useNames([change.requested_by]);
  return (
    <DetailDrawer
      title={change.kind === "unbind" ? t("解除绑定") : t("变更推荐人")}
      onClose={onClose}
      footer={
        change.state === "open" && (
          <Decisions
            decisions={decisionsOf(change)}
            onDone={onDone}
            onDecide={async (act, note) => {
              await send(`${CHANGES}/${change.id}/${act}`, note ? { note } : {});
              return act === "approve" ? t("已执行，对之后的订单生效") : t("已处理");
            }}
          />
        )
      }
    >
      <Facts>
        <Fact name={t("状态")}>
          <Status {...CHANGE_STATES[change.state]} />
        </Fact>
        <Fact name={t("顾客")}>
          <CustomerLink id={change.customer_id}>{change.customer_name ?? t("未命名顾客")}</CustomerLink>
        </Fact>
        <Fact name={t("原推荐人")}>{change.from_name ?? t("无")}</Fact>
        <Fact name={t("变更为")}>{change.kind === "unbind" ? t("无推荐人") : (change.to_name ?? "—")}</Fact>
        <Fact name={t("提交人")}>
          {change.asked_by_shopper ? t("顾客本人") : nameOf(change.requested_by)}
        </Fact>
        <Fact name={t("提交时间")}>{timeText(change.requested_at)}</Fact>
        <Fact name={t("原因")}>{change.reason}</Fact>
        {change.decision_note && <Fact name={t("处理说明")}>{change.decision_note}</Fact>}
      </Facts>
      <Note>{t("只影响之后的订单，已下单的佣金归属不变。")}</Note>
    </DetailDrawer>
  );
};

function decisionsOf({ asked_by_shopper }: BindingChange): Decision[] {
  const reason = {
    label: asked_by_shopper ? t("处理说明（顾客可见）") : t("处理说明"),
    isOptional: true,
  };
  return [
    { id: "refuse", label: t("不通过"), happens: t("推荐关系保持不变。"), reason },
    {
      id: "approve",
      label: t("批准并执行"),
      happens: t("推荐关系立即变更，之后的订单归新的推荐人。"),
      reason,
    },
  ];
}
