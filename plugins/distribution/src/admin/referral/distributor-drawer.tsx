import { Label, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import {
  CustomerLink,
  Decisions,
  DetailDrawer,
  DistributorLink,
  Fact,
  Facts,
  Loaded,
  read,
  Status,
  send,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import { actionText } from "../audit/entry";
import { useNames } from "../audit/names";
import { Bindings } from "./bindings";
import { DISTRIBUTORS, type DistributorDetail, decisionsOf, statusOf } from "./distributor";
import { GradeForm } from "./grade-form";
import { HoldForm } from "./hold-form";

/** One distributor: status, money, grade, relations, what was decided before, and the next decision. */
export const DistributorDrawer = ({
  id,
  onClose,
  onDone,
}: {
  id: string;
  onClose: () => void;
  onDone: () => void;
}) => {
  const query = useQuery({
    queryKey: ["distribution-distributor", id],
    queryFn: () => read<DistributorDetail>(`${DISTRIBUTORS}/${id}`),
  });
  const changed = () => {
    query.refetch();
    onDone();
  };
  const found = query.data?.distributor;
  const decisions = found ? decisionsOf(found.status) : [];
  return (
    <DetailDrawer
      title={found?.display_name ?? t("分销商")}
      testId="distributor-drawer"
      onClose={onClose}
      footer={
        decisions.length > 0 && (
          <Decisions
            decisions={decisions}
            onDone={changed}
            onDecide={async (act, reason) => {
              await send(`${DISTRIBUTORS}/${id}/${act}`, reason ? { reason } : {});
              return t("已处理");
            }}
          />
        )
      }
    >
      <Loaded query={query}>
        {(detail) => (
          <>
            <Summary detail={detail} />
            {detail.distributor.status !== "closed" && <GradeForm detail={detail} onDone={changed} />}
            <Bindings
              title={t("本人的推荐关系")}
              empty={t("没有推荐人")}
              wanted={{ customer_id: detail.distributor.customer_id }}
            />
            <Bindings title={t("推荐的顾客")} empty={t("还没有推荐顾客")} wanted={{ distributor_id: id }} />
            {detail.distributor.status !== "closed" && <HoldForm id={id} onDone={changed} />}
            <Trail detail={detail} />
          </>
        )}
      </Loaded>
    </DetailDrawer>
  );
};

const Summary = ({ detail: { distributor } }: { detail: DistributorDetail }) => (
  <Facts>
    <Fact name={t("状态")}>
      <Status {...statusOf(distributor)} />
    </Fact>
    {distributor.status_reason && <Fact name={t("原因")}>{distributor.status_reason}</Fact>}
    <Fact name={t("顾客")}>
      <CustomerLink id={distributor.customer_id}>{t("查看顾客与订单")}</CustomerLink>
    </Fact>
    <Fact name={t("推荐人")}>
      {distributor.inviter ? (
        <DistributorLink id={distributor.inviter.id}>{distributor.inviter.display_name}</DistributorLink>
      ) : (
        "—"
      )}
    </Fact>
    <Fact name={t("推荐顾客")}>{distributor.invited}</Fact>
    <Fact name={t("分销订单")}>{distributor.orders}</Fact>
    <Fact name={t("待结算")}>{yuan(distributor.pending_fen)}</Fact>
    <Fact name={t("可提现")}>{yuan(distributor.available_fen)}</Fact>
    <Fact name={t("提现中")}>{yuan(distributor.hold_fen)}</Fact>
    <Fact name={t("待抵扣")}>{yuan(distributor.debt_fen)}</Fact>
    <Fact name={t("累计佣金")}>{yuan(distributor.earned_fen)}</Fact>
    <Fact name={t("加入时间")}>{timeText(distributor.joined_at)}</Fact>
    <Fact name={t("协议版本")}>{distributor.agreement_version}</Fact>
  </Facts>
);

const Trail = ({ detail: { decisions } }: { detail: DistributorDetail }) => {
  const nameOf = useNames(decisions.map(({ actor_id }) => actor_id));
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Label size="small">{t("操作记录")}</Label>
      {decisions.map(({ seq, occurred_at, action, reason, actor_id }) => (
        <div key={seq}>
          <Text size="small">
            {actionText(action)}
            {reason && `：${reason}`}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {timeText(occurred_at)} · {nameOf(actor_id)}
          </Text>
        </div>
      ))}
    </div>
  );
};
