import { Button, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { Choice, Field, RateInput, RemoveButton, TargetInput } from "./fields";
import type { Grade, Rate, RateRule, TierRate } from "./plan";

const ANYBODY = "*";

/** A code that none of the rows has yet. */
export function freshCode(stem: string, taken: readonly { code: string }[]): string {
  const codes = new Set(taken.map(({ code }) => code));
  let number = taken.length + 1;
  while (codes.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Rates for what they name, one row each. */
export const RuleList = ({
  stem,
  rules,
  grades,
  tiers,
  onChange,
}: {
  stem: string;
  rules: RateRule[];
  grades: Grade[];
  tiers: TierRate[];
  onChange: (rules: RateRule[]) => void;
}) => {
  const replace = (index: number, rule: RateRule) =>
    onChange(rules.map((old, at) => (at === index ? rule : old)));
  return (
    <div className="flex flex-col gap-y-3">
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.code}
          rule={rule}
          grades={grades}
          tiers={tiers}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(rules.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          size="small"
          variant="secondary"
          onClick={() =>
            onChange([
              ...rules,
              {
                code: freshCode(stem, rules),
                target: stem === "rule" ? { type: "product", id: "" } : { type: "all" },
                grade: null,
                tiers: tiers.slice(0, 1).map(({ tier }) => ({ tier, rate_bps: 1_000 })),
              },
            ])
          }
        >
          {t("添加比例")}
        </Button>
      </div>
    </div>
  );
};

const RuleRow = ({
  rule,
  grades,
  tiers,
  onChange,
  onRemove,
}: {
  rule: RateRule;
  grades: Grade[];
  tiers: TierRate[];
  onChange: (rule: RateRule) => void;
  onRemove: () => void;
}) => {
  const setTier = (tier: number, rate: Rate | null) => {
    const others = rule.tiers.filter((one) => one.tier !== tier);
    const all = rate ? [...others, { tier, ...rate }] : others;
    onChange({ ...rule, tiers: all.sort((left, right) => left.tier - right.tier) });
  };
  return (
    <div className="border-ui-border-base flex flex-col gap-y-3 rounded-lg border p-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("适用范围")}>
          <TargetInput target={rule.target} onChange={(target) => onChange({ ...rule, target })} />
        </Field>
        <Field label={t("分销商等级")}>
          <Choice
            label={t("分销商等级")}
            value={rule.grade ?? ANYBODY}
            options={Object.fromEntries([
              [ANYBODY, t("不限等级")],
              ...grades.map(({ code, name }) => [code, name]),
            ])}
            onChange={(grade) => onChange({ ...rule, grade: grade === ANYBODY ? null : grade })}
          />
        </Field>
        <RemoveButton what={t("这条比例")} onClick={onRemove} />
      </div>
      {tiers.map(({ tier }) => {
        const own = rule.tiers.find((one) => one.tier === tier);
        return (
          <div key={tier} className="flex items-center gap-x-3">
            <Text size="small" className="w-12">
              {t("{{tier}} 级", { tier })}
            </Text>
            {own ? (
              <>
                <RateInput
                  label={t("{{tier}} 级比例", { tier })}
                  fixedWords={t("每件固定")}
                  rate={own}
                  onChange={(rate) => setTier(tier, rate)}
                />
                {rule.tiers.length > 1 && (
                  <Button size="small" variant="transparent" onClick={() => setTier(tier, null)}>
                    {t("按上一层规则")}
                  </Button>
                )}
              </>
            ) : (
              <Button size="small" variant="transparent" onClick={() => setTier(tier, { rate_bps: 300 })}>
                {t("单独设置（当前沿用上级规则）")}
              </Button>
            )}
          </div>
        );
      })}
      <Text size="xsmall" className="text-ui-fg-muted">
        {t("编号 {{code}}（订单明细里会写明按哪一条计算）", { code: rule.code })}
      </Text>
    </div>
  );
};
