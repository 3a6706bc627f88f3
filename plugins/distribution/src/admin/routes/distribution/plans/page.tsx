import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { PlanEditor } from "../../../plans/plan-editor";
import { fetchPlans, type Plan, type PlanDraft } from "../../../plans/plan-requests";
import { JOINING_WORDS, rateWords, ruleWords, standingOf } from "../../../plans/plan-words";

/** What a shop without any plan begins with. */
const FIRST_DRAFT: PlanDraft = {
  name: "分享计划",
  effective_from: null,
  tiers: [{ tier: 1, rate_bps: 1_000 }],
  holding_days: 7,
  minimum_payout_fen: "1000",
  joining_mode: "free",
  agreement: { version: "1", title: "分销协议", body: "" },
  binding: { protection_days: 180, expires_after_days: null, customers: "all", self_purchase: "none" },
  rules: [],
  campaigns: [],
  caps: { per_line: null, per_order: null, margin_floor: null },
  grades: [],
  payout_fee: { kind: "none" },
};

/** Lists plan versions, and writes and publishes the next one. */
const PlansPage = () => {
  const [start, setStart] = useState<PlanDraft | null>(null);
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: ["distribution-plans"],
    queryFn: fetchPlans,
  });
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <div className="flex items-center justify-between gap-x-4 px-6 py-4">
          <div>
            <Heading>分佣方案</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              已发布的版本不能修改；订单按下单时生效的版本计算，之后不再变化
            </Text>
          </div>
          <Button
            size="small"
            disabled={!data || start !== null}
            onClick={() => setStart(data?.plans[0] ? draftOf(data.plans[0]) : FIRST_DRAFT)}
          >
            起草新版本
          </Button>
        </div>
        {isPending && <Note text="正在读取…" />}
        {isError && (
          <div className="flex items-center justify-between px-6 py-8">
            <Text size="small" className="text-ui-fg-error">
              分佣方案读取失败
            </Text>
            <Button size="small" variant="secondary" onClick={() => refetch()}>
              重试
            </Button>
          </div>
        )}
        {data?.plans.length === 0 && <Note text="还没有分佣方案，发布第一个版本后顾客才能加入" />}
        {data && data.plans.length > 0 && <PlanTable plans={data.plans} inForce={data.in_force} />}
        {data?.acknowledgements.map(({ topic, statement, acknowledged_at }) => (
          <Text key={topic} size="xsmall" className="text-ui-fg-subtle px-6 py-3">
            {topic === "tier_two" ? "二级分销" : "购买后加入"}合规确认（{moment(acknowledged_at)}）：
            {statement}
          </Text>
        ))}
      </Container>
      {start && <PlanEditor start={start} onClose={() => setStart(null)} />}
    </div>
  );
};

/** A version as the draft of the next one. */
function draftOf(plan: Plan): PlanDraft {
  const { id: _id, version: _version, published_at: _published, ...draft } = plan;
  return { ...draft, effective_from: null };
}

const Note = ({ text }: { text: string }) => (
  <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
    {text}
  </Text>
);

const PlanTable = ({ plans, inForce }: { plans: Plan[]; inForce: string | null }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>版本</Table.HeaderCell>
          <Table.HeaderCell>名称</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
          <Table.HeaderCell>生效时间</Table.HeaderCell>
          <Table.HeaderCell>默认比例</Table.HeaderCell>
          <Table.HeaderCell>规则与活动</Table.HeaderCell>
          <Table.HeaderCell>加入方式</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {plans.map((plan) => {
          const { label, color } = standingOf(plan, inForce, Date.now());
          return (
            <Table.Row key={plan.id}>
              <Table.Cell>第 {plan.version} 版</Table.Cell>
              <Table.Cell>{plan.name}</Table.Cell>
              <Table.Cell>
                <StatusBadge color={color}>{label}</StatusBadge>
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{moment(plan.effective_from)}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">
                {plan.tiers.map((rate) => `${rate.tier} 级 ${rateWords(rate)}`).join("，")}
              </Table.Cell>
              <Table.Cell title={plan.rules.map(ruleWords).join("\n")}>
                {plan.rules.length} 条规则，{plan.campaigns.length} 个活动，{plan.grades.length} 个等级
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{JOINING_WORDS[plan.joining_mode]}</Table.Cell>
            </Table.Row>
          );
        })}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "分佣方案" });

export const handle = { breadcrumb: () => "分佣方案" };

export default PlansPage;
