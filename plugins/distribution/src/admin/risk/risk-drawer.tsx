import {
  type Decision,
  Decisions,
  DetailDrawer,
  DistributorLink,
  Fact,
  Facts,
  Status,
  send,
  t,
  timeOrDash,
  timeText,
} from "@tengman/admin-kit";
import { RISK, RISK_STATES, type RiskCase, VERDICTS } from "./risk-case";
import { Signals } from "./signals";

/** One case, with the words the distributor said to it and the reason they will read. */
export const RiskDrawer = ({
  risk_case,
  onClose,
  onDone,
}: {
  risk_case: RiskCase;
  onClose: () => void;
  onDone: () => void;
}) => (
  <DetailDrawer
    title={risk_case.display_name}
    onClose={onClose}
    footer={
      risk_case.state !== "cleared" && (
        <Decisions
          decisions={decisionsOf(risk_case)}
          onDone={onDone}
          onDecide={async (decision, reason) => {
            await send(`${RISK}/${encodeURIComponent(risk_case.id)}/decide`, { decision, reason });
            return decision === "cleared" ? t("已解除，提现与结算恢复") : t("已确认，资金继续暂停");
          }}
        />
      )
    }
  >
    <Facts>
      <Fact name={t("状态")}>
        <Status {...RISK_STATES[risk_case.state]} />
      </Fact>
      <Fact name={t("处置")}>
        <Status {...VERDICTS[risk_case.verdict]} />
      </Fact>
      <Fact name={t("分销商")}>
        <DistributorLink id={risk_case.distributor_id}>{risk_case.display_name}</DistributorLink>
      </Fact>
      <Fact name={t("发现时间")}>{timeText(risk_case.opened_at)}</Fact>
      <Fact name={t("上次处理")}>{timeOrDash(risk_case.decided_at)}</Fact>
      {risk_case.decision_reason && <Fact name={t("上次处理原因")}>{risk_case.decision_reason}</Fact>}
      {risk_case.appeal && <Fact name={t("分销商申诉")}>{risk_case.appeal}</Fact>}
    </Facts>
    <div className="px-6 py-4">
      <Signals signals={risk_case.signals} />
    </div>
  </DetailDrawer>
);

function decisionsOf({ state }: RiskCase): Decision[] {
  const reason = { label: t("处理原因（分销商可见）") };
  return [
    {
      id: "confirmed",
      label: state === "confirmed" ? t("维持确认") : t("确认违规"),
      happens: t("资金保持暂停：不能提现，佣金也不结算。分销商可以申诉。"),
      reason,
      isDanger: true,
    },
    {
      id: "cleared",
      label: t("解除"),
      happens: t("可以提现，佣金照常结算；同样的迹象不再单独提示。"),
      reason,
    },
  ];
}
