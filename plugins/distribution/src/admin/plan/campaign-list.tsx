import { Button, Input } from "@medusajs/ui";
import { instantOfInput, shanghaiInput, t } from "@tengman/admin-kit";
import { Field, RemoveButton, Section } from "./fields";
import type { Campaign, PlanDraft } from "./plan";
import { freshCode, RuleList } from "./rule-list";

const WEEK_MS = 7 * 86_400_000;

/** Campaigns: rates with a time window. */
export const CampaignList = ({
  draft,
  onChange,
}: {
  draft: PlanDraft;
  onChange: (part: Partial<PlanDraft>) => void;
}) => {
  const { campaigns } = draft;
  const replace = (index: number, part: Partial<Campaign>) =>
    onChange({ campaigns: campaigns.map((old, at) => (at === index ? { ...old, ...part } : old)) });
  return (
    <Section
      title={t("限时活动")}
      note={t("活动比例在同样具体的规则里优先；更具体的规则仍然优先于活动。按下单时间判断。")}
      action={
        <Button
          size="small"
          variant="secondary"
          onClick={() => onChange({ campaigns: [...campaigns, freshCampaign(draft, Date.now())] })}
        >
          {t("添加活动")}
        </Button>
      }
    >
      {campaigns.map((campaign, index) => (
        <div
          key={campaign.code}
          className="border-ui-border-base flex flex-col gap-y-4 rounded-lg border p-4"
        >
          <div className="flex flex-wrap items-end gap-4">
            <Field label={t("活动名称（分销商可见）")}>
              <Input
                size="small"
                aria-label={t("活动名称")}
                value={campaign.name}
                onChange={({ target }) => replace(index, { name: target.value })}
              />
            </Field>
            {(["starts_at", "ends_at"] as const).map((name) => (
              <Field key={name} label={name === "starts_at" ? t("开始（北京时间）") : t("结束（不含）")}>
                <Input
                  size="small"
                  type="datetime-local"
                  aria-label={name === "starts_at" ? t("活动开始") : t("活动结束")}
                  value={shanghaiInput(campaign[name])}
                  onChange={({ target }) =>
                    target.value && replace(index, { [name]: instantOfInput(target.value) })
                  }
                />
              </Field>
            ))}
            <RemoveButton
              what={campaign.name}
              onClick={() => onChange({ campaigns: campaigns.filter((_, at) => at !== index) })}
            />
          </div>
          <RuleList
            stem="rate"
            rules={campaign.rates}
            grades={draft.grades}
            tiers={draft.tiers}
            onChange={(rates) => replace(index, { rates })}
          />
        </div>
      ))}
    </Section>
  );
};

function freshCampaign(draft: PlanDraft, now: number): Campaign {
  return {
    code: freshCode("campaign", draft.campaigns),
    name: t("限时活动"),
    starts_at: new Date(now).toISOString(),
    ends_at: new Date(now + WEEK_MS).toISOString(),
    rates: [{ code: "rate-1", target: { type: "all" }, grade: null, tiers: [{ tier: 1, rate_bps: 2_000 }] }],
  };
}
