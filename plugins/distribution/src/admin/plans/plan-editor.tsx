import { Button, Container, Heading, Text, Textarea, toast, usePrompt } from "@medusajs/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../ledger/amounts";
import { PlanForm } from "./plan-form";
import { acknowledge, type PlanDraft, publishPlan, Refusal, type Topic } from "./plan-requests";
import { ACKNOWLEDGEMENTS, rateWords } from "./plan-words";
import { SimulationPanel } from "./simulation-panel";

const TOPICS: Readonly<Record<string, Topic>> = {
  tier_two_not_acknowledged: "tier_two",
  after_purchase_not_acknowledged: "after_purchase",
  self_purchase_not_acknowledged: "self_purchase",
};

/** Writes a draft, tries it on past orders, and publishes it. */
export const PlanEditor = ({ start, onClose }: { start: PlanDraft; onClose: () => void }) => {
  const [draft, setDraft] = useState(start);
  const client = useQueryClient();
  const prompt = usePrompt();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => publishPlan(draft),
    onSuccess: async ({ plan }) => {
      toast.success(`已发布第 ${plan.version} 版`);
      await client.invalidateQueries({ queryKey: ["distribution-plans"] });
      onClose();
    },
  });
  const publish = async () => {
    const begins = draft.effective_from ? `${moment(draft.effective_from)} 生效` : "立即生效";
    const rates = draft.tiers.map((rate) => `${rate.tier} 级 ${rateWords(rate)}`).join("，");
    const isSure = await prompt({
      title: "发布分佣方案",
      description: `「${draft.name}」${begins}：${rates}。发布后不能修改或删除，只能再发布新的版本。`,
      confirmText: "发布",
      cancelText: "取消",
      variant: "confirmation",
    });
    if (isSure) mutate();
  };
  const topic = error instanceof Refusal ? TOPICS[error.code] : undefined;
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <Heading level="h2">新版本草案</Heading>
        <div className="flex gap-x-2">
          <Button size="small" variant="secondary" onClick={onClose}>
            放弃
          </Button>
          <Button size="small" isLoading={isPending} onClick={publish}>
            发布
          </Button>
        </div>
      </div>
      {error && !topic && (
        <Text size="small" className="text-ui-fg-error px-6 py-3" role="alert">
          {error.message}
          {error instanceof Refusal && error.field && `（${fieldWords(error.field)}）`}
        </Text>
      )}
      {topic && (
        <Acknowledgement
          topic={topic}
          onDone={() => {
            reset();
            mutate();
          }}
        />
      )}
      <PlanForm draft={draft} onChange={(part) => setDraft((old) => ({ ...old, ...part }))} />
      <SimulationPanel draft={draft} />
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
        aria-label="确认说明"
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
          我已知悉并发布
        </Button>
      </div>
    </div>
  );
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
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
};

/** Where in the form a refusal points: `plan.rules.1.target` is the second rate by goods or grade. */
function fieldWords(field: string): string {
  const [part = "", index] = field.replace(/^plan\./, "").split(".");
  const place = index !== undefined && /^\d+$/.test(index) ? `第 ${Number(index) + 1} 条` : "";
  return `${FIELD_WORDS[part] ?? part}${place}`;
}
