import { Button, Text, toast } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import {
  Decisions,
  DetailDrawer,
  DistributorLink,
  Fact,
  Facts,
  read,
  Status,
  send,
  t,
  timeText,
} from "@tengman/admin-kit";
import {
  CAUSES,
  CORRECTION_STATES,
  CORRECTIONS,
  type Correction,
  identityText,
  type NameAndNumber,
} from "./correction";

interface Revealed {
  correction: { told: NameAndNumber | null; asked: NameAndNumber };
}

/** One wish: both identities, in the clear once the merchant asks for it, and the decision with its reason. */
export const CorrectionDrawer = ({
  correction,
  onClose,
  onDone,
}: {
  correction: Correction;
  onClose: () => void;
  onDone: () => void;
}) => {
  const address = `${CORRECTIONS}/${correction.id}`;
  const look = useMutation({
    mutationFn: () => read<Revealed>(address),
    onError: (error) => toast.error(t("无法查看"), { description: error.message }),
  });
  const isOpen = correction.state === "open";
  const { told, asked } = look.data?.correction ?? correction;
  const reason = { label: t("处理原因（分销商可见）"), placeholder: t("例如：已核对身份证原件") };
  return (
    <DetailDrawer
      title={correction.distributor.display_name}
      onClose={onClose}
      footer={
        isOpen && (
          <Decisions
            decisions={[
              { id: "refuse", label: t("不通过"), happens: t("登记的姓名与证件号码不变。"), reason },
              {
                id: "approve",
                label: t("通过更正"),
                happens: t("之后的付款与报税使用更正后的姓名与证件号码，已申报的月份不变。"),
                reason,
              },
            ]}
            onDone={onDone}
            onDecide={async (act, words) => {
              await send(`${address}/${act}`, { reason: words });
              return act === "approve" ? t("已更正") : t("已处理");
            }}
          />
        )
      }
    >
      <Facts>
        <Fact name={t("状态")}>
          <Status {...CORRECTION_STATES[correction.state]} />
        </Fact>
        <Fact name={t("分销商")}>
          <DistributorLink id={correction.distributor.id}>
            {correction.distributor.display_name}
          </DistributorLink>
        </Fact>
        <Fact name={t("申请时间")}>{timeText(correction.requested_at)}</Fact>
        <Fact name={t("原因")}>{CAUSES[correction.cause]}</Fact>
        <Fact name={t("当前登记")}>{identityText(told)}</Fact>
        {isOpen && <Fact name={t("更正为")}>{identityText(asked)}</Fact>}
        {correction.decision_reason && <Fact name={t("处理原因")}>{correction.decision_reason}</Fact>}
      </Facts>
      {isOpen && !look.data && (
        <div className="flex flex-col items-start gap-y-2 px-6 py-4">
          <Button size="small" variant="secondary" isLoading={look.isPending} onClick={() => look.mutate()}>
            {t("查看完整信息")}
          </Button>
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("用于与身份证件核对，查看会记入操作记录")}
          </Text>
        </div>
      )}
    </DetailDrawer>
  );
};
