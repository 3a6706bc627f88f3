import { Button, Container, Heading, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { messages, Refusal, t } from "@tengman/admin-kit";
import { useEffect, useState } from "react";
import { forgetDraft, type KeptDraft, keepDraft } from "./draft-storage";
import { acknowledge, type Plan, type PlanDraft, publishPlan, type Simulation, type Topic } from "./plan";
import { PlanForm } from "./plan-form";
import { ACKNOWLEDGEMENTS } from "./plan-texts";
import { PublishDrawer } from "./publish-drawer";
import { SimulationPanel } from "./simulation-panel";

const TOPICS: Readonly<Record<string, Topic>> = {
  tier_two_not_acknowledged: "tier_two",
  after_purchase_not_acknowledged: "after_purchase",
  self_purchase_not_acknowledged: "self_purchase",
};

type Start = Pick<KeptDraft, "draft" | "from_version">;

/** Writes a draft, which this browser keeps, tries it on past orders, and publishes it. */
export const PlanEditor = ({
  start,
  running,
  onClose,
}: {
  start: Start;
  running: Plan | null;
  onClose: () => void;
}) => {
  const [draft, setDraft] = useState(start.draft);
  const [simulation, setSimulation] = useState<Simulation | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const client = useQueryClient();
  const { from_version } = start;
  useEffect(() => {
    keepDraft({ draft, from_version, saved_at: new Date().toISOString() }, localStorage);
  }, [draft, from_version]);
  const close = () => {
    forgetDraft(localStorage);
    onClose();
  };
  const { mutateAsync, error, isPending, reset } = useMutation({
    mutationFn: () => publishPlan(draft),
    onSuccess: async ({ plan }) => {
      toast.success(t("已发布第 {{version}} 版", { version: plan.version }));
      await client.invalidateQueries({ queryKey: ["distribution-plans"] });
      close();
    },
    onSettled: () => setPublishing(false),
  });
  // What was refused is said above the form, with the field it is about.
  const publish = (): Promise<void> =>
    mutateAsync().then(
      () => undefined,
      () => undefined,
    );
  const topic = error instanceof Refusal ? TOPICS[error.code] : undefined;
  const change = (part: Partial<PlanDraft>) => {
    setSimulation(null);
    setDraft((old) => ({ ...old, ...part }));
  };
  return (
    <Container className="divide-y p-0" data-testid="plan-editor">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading level="h2">{t("新版本草案")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("草案自动保存在这台设备的浏览器里，离开页面不会丢失")}
          </Text>
        </div>
        <div className="flex gap-x-2">
          <Button size="small" variant="secondary" onClick={close}>
            {t("放弃草案")}
          </Button>
          <Button size="small" isLoading={isPending} onClick={() => setPublishing(true)}>
            {t("发布")}
          </Button>
        </div>
      </div>
      {error && !topic && (
        <Text size="small" className="text-ui-fg-error px-6 py-3" role="alert">
          {error.message}
          {error instanceof Refusal && error.field && `（${fieldText(error.field)}）`}
        </Text>
      )}
      {topic && (
        <Acknowledgement
          topic={topic}
          onDone={() => {
            reset();
            publish();
          }}
        />
      )}
      <PlanForm draft={draft} onChange={change} />
      <SimulationPanel draft={draft} onResult={setSimulation} />
      {isPublishing && (
        <PublishDrawer
          draft={draft}
          running={running}
          simulation={simulation}
          onClose={() => setPublishing(false)}
          onPublish={publish}
        />
      )}
    </Container>
  );
};

/** Asks for what the law wants understood, in the merchant's own words, before the draft is published. */
const Acknowledgement = ({ topic, onDone }: { topic: Topic; onDone: () => void }) => {
  const { title, risk, statement } = ACKNOWLEDGEMENTS[topic];
  const [words, setWords] = useState(statement);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => acknowledge(topic, words),
    onSuccess: onDone,
  });
  return (
    <div className="bg-ui-bg-subtle flex flex-col gap-y-3 px-6 py-4" data-testid="acknowledgement">
      <Text weight="plus">{title}</Text>
      <Text size="small">{risk}</Text>
      <Textarea
        aria-label={t("确认说明")}
        rows={3}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {error && (
        <Text size="small" className="text-ui-fg-error">
          {error.message}
        </Text>
      )}
      <div>
        <Button size="small" isLoading={isPending} disabled={words.trim() === ""} onClick={() => mutate()}>
          {t("我已知悉并发布")}
        </Button>
      </div>
    </div>
  );
};

const FIELD_TEXTS: Readonly<Record<string, string>> = messages({
  name: "方案名称",
  agreement: "分销协议",
  tiers: "层级与默认比例",
  rules: "按商品或等级的比例",
  campaigns: "限时活动",
  caps: "封顶与保底毛利",
  grades: "等级",
  binding: "推荐关系",
  payout_fee: "提现手续费",
  holding_days: "冻结天数",
  effective_from: "生效时间",
  joining_mode: "加入方式",
});

/** Where in the form a refusal points: `plan.rules.1.target` is the second rate by goods or grade. */
function fieldText(field: string): string {
  const [part = "", index] = field.replace(/^plan\./, "").split(".");
  const place =
    index !== undefined && /^\d+$/.test(index) ? t("第 {{index}} 条", { index: Number(index) + 1 }) : "";
  return `${FIELD_TEXTS[part] ?? part}${place}`;
}
