import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Table, Text } from "@medusajs/ui";
import { Card, Loaded, messages, Note, planRate, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { forgetDraft, type KeptDraft, readDraft } from "../../../plan/draft-storage";
import { FIRST_DRAFT } from "../../../plan/first-draft";
import type { Plan, PlanDraft, PlanPage, Topic } from "../../../plan/plan";
import { PlanDrawer } from "../../../plan/plan-drawer";
import { PlanEditor } from "../../../plan/plan-editor";
import { JOINING_WORDS, planStatus } from "../../../plan/plan-texts";
import { usePlans } from "../../../plan/use-plans";

type Start = Pick<KeptDraft, "draft" | "from_version">;

const TOPICS: Record<Topic, string> = messages({
  tier_two: "二级分销合规确认",
  after_purchase: "购买后加入合规确认",
  self_purchase: "自购返佣合规确认",
});

/** Lists plan versions, and writes and publishes the next one. */
const PlansPage = () => {
  const [start, setStart] = useState<Start | null>(null);
  const [kept, setKept] = useState(() => readDraft(localStorage));
  const [opened, setOpened] = useState<Plan | null>(null);
  const query = usePlans();
  const plans = query.data?.plans ?? [];
  const begin = (from: Plan | undefined) =>
    setStart({ draft: from ? draftOf(from) : FIRST_DRAFT, from_version: from?.version ?? null });
  const close = () => {
    setStart(null);
    setKept(null);
  };
  return (
    <div className="flex flex-col gap-y-3">
      <Card
        title={t("分佣方案")}
        note={t("已发布的版本不能修改；订单按下单时生效的版本计算，之后不再变化")}
        level="h1"
        testId="distribution-plans"
        aside={
          <Button size="small" disabled={!query.data || start !== null} onClick={() => begin(plans[0])}>
            {t("起草新版本")}
          </Button>
        }
      >
        {kept && !start && (
          <KeptNote
            kept={kept}
            onGoOn={() => setStart(kept)}
            onForget={() => {
              forgetDraft(localStorage);
              setKept(null);
            }}
          />
        )}
        <Loaded query={query}>{(page) => <Versions page={page} onOpen={setOpened} />}</Loaded>
      </Card>
      {start && (
        <PlanEditor
          start={start}
          running={plans.find(({ id }) => id === query.data?.in_force) ?? null}
          onClose={close}
        />
      )}
      {opened && (
        <PlanDrawer
          plan={opened}
          previous={plans.find(({ version }) => version === opened.version - 1) ?? null}
          inForce={query.data?.in_force ?? null}
          onClose={() => setOpened(null)}
          onStart={() => {
            begin(opened);
            setOpened(null);
          }}
        />
      )}
    </div>
  );
};

/** A version as the draft of the next one. */
function draftOf(plan: Plan): PlanDraft {
  const { id: _id, version: _version, published_at: _published, ...draft } = plan;
  return { ...draft, effective_from: null };
}

/** A draft that was left unfinished is offered again. */
const KeptNote = ({
  kept,
  onGoOn,
  onForget,
}: {
  kept: KeptDraft;
  onGoOn: () => void;
  onForget: () => void;
}) => (
  <div
    className="bg-ui-bg-subtle flex flex-wrap items-center justify-between gap-3 px-6 py-3"
    data-testid="kept-draft"
  >
    <Text size="small">
      {t("有一份未发布的草案「{{name}}」，{{time}} 保存", {
        name: kept.draft.name,
        time: timeText(kept.saved_at),
      })}
    </Text>
    <div className="flex gap-x-2">
      <Button size="small" variant="transparent" onClick={onForget}>
        {t("放弃草案")}
      </Button>
      <Button size="small" variant="secondary" onClick={onGoOn}>
        {t("继续编辑")}
      </Button>
    </div>
  </div>
);

const Versions = ({ page, onOpen }: { page: PlanPage; onOpen: (plan: Plan) => void }) => (
  <>
    {page.plans.length === 0 ? (
      <Note>{t("还没有分佣方案，发布第一个版本后顾客才能加入")}</Note>
    ) : (
      <PlanTable plans={page.plans} inForce={page.in_force} onOpen={onOpen} />
    )}
    {page.acknowledgements.map(({ topic, statement, acknowledged_at }) => (
      <Text key={topic} size="xsmall" className="text-ui-fg-subtle px-6 py-3">
        {t("{{topic}}（{{time}}）：{{statement}}", {
          topic: TOPICS[topic],
          time: timeText(acknowledged_at),
          statement,
        })}
      </Text>
    ))}
  </>
);

const PlanTable = ({
  plans,
  inForce,
  onOpen,
}: {
  plans: Plan[];
  inForce: string | null;
  onOpen: (plan: Plan) => void;
}) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("版本")}</Table.HeaderCell>
          <Table.HeaderCell>{t("名称")}</Table.HeaderCell>
          <Table.HeaderCell>{t("状态")}</Table.HeaderCell>
          <Table.HeaderCell>{t("生效时间")}</Table.HeaderCell>
          <Table.HeaderCell>{t("默认比例")}</Table.HeaderCell>
          <Table.HeaderCell>{t("规则与活动")}</Table.HeaderCell>
          <Table.HeaderCell>{t("加入方式")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {plans.map((plan) => (
          <Table.Row key={plan.id} className="cursor-pointer" onClick={() => onOpen(plan)}>
            <Table.Cell className="whitespace-nowrap">
              {t("第 {{version}} 版", { version: plan.version })}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{plan.name}</Table.Cell>
            <Table.Cell>
              <Status {...planStatus(plan, inForce, Date.now())} />
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{timeText(plan.effective_from)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {plan.tiers
                .map((rate) => t("{{tier}} 级 {{rate}}", { tier: rate.tier, rate: planRate(rate) }))
                .join(t("，"))}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {t("{{rules}} 条规则，{{campaigns}} 个活动，{{grades}} 个等级", {
                rules: plan.rules.length,
                campaigns: plan.campaigns.length,
                grades: plan.grades.length,
              })}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{JOINING_WORDS[plan.joining_mode]}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "分佣方案", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("分佣方案") };

export default PlansPage;
