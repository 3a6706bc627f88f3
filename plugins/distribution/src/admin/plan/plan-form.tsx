import { Button, Checkbox, Input, Label, Text, Textarea } from "@medusajs/ui";
import { instantOfInput, shanghaiInput, t } from "@tengman/admin-kit";
import { CampaignList } from "./campaign-list";
import {
  Choice,
  CountInput,
  Field,
  PercentInput,
  RateInput,
  RemoveButton,
  Section,
  YuanInput,
} from "./fields";
import { GradeList } from "./grade-list";
import type { PlanDraft, Rate } from "./plan";
import { JOINING_WORDS, SELF_PURCHASE_WORDS } from "./plan-texts";
import { RuleList } from "./rule-list";

type Change = (part: Partial<PlanDraft>) => void;

/** Everything a draft says, in the order in which a merchant decides it. */
export const PlanForm = ({ draft, onChange }: { draft: PlanDraft; onChange: Change }) => (
  <div className="divide-y">
    <Basics draft={draft} onChange={onChange} />
    <Tiers draft={draft} onChange={onChange} />
    <Section
      title={t("按商品或等级的比例")}
      note={t("越具体越优先：规格 → 商品 → 系列或分类 → 等级 → 方案默认比例。")}
    >
      <RuleList
        stem="rule"
        rules={draft.rules}
        grades={draft.grades}
        tiers={draft.tiers}
        onChange={(rules) => onChange({ rules })}
      />
    </Section>
    <CampaignList draft={draft} onChange={onChange} />
    <Caps draft={draft} onChange={onChange} />
    <GradeList grades={draft.grades} onChange={(grades) => onChange({ grades })} />
    <People draft={draft} onChange={onChange} />
    <Payouts draft={draft} onChange={onChange} />
    <AgreementText draft={draft} onChange={onChange} />
  </div>
);

const Basics = ({ draft, onChange }: { draft: PlanDraft; onChange: Change }) => (
  <Section title={t("基本")} note={t("发布后不能修改；要改动就发布下一个版本，已下单的订单不受影响。")}>
    <div className="flex flex-wrap gap-4">
      <Field label={t("方案名称")}>
        <Input
          size="small"
          aria-label={t("方案名称")}
          value={draft.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </Field>
      <Field label={t("生效时间（留空为立即，北京时间）")}>
        <Input
          size="small"
          type="datetime-local"
          aria-label={t("生效时间")}
          value={draft.effective_from ? shanghaiInput(draft.effective_from) : ""}
          onChange={({ target }) =>
            onChange({ effective_from: target.value ? instantOfInput(target.value) : null })
          }
        />
      </Field>
    </div>
  </Section>
);

const Tiers = ({ draft, onChange }: { draft: PlanDraft; onChange: Change }) => {
  const setRate = (tier: number, rate: Rate) =>
    onChange({ tiers: draft.tiers.map((one) => (one.tier === tier ? { tier, ...rate } : one)) });
  const last = draft.tiers.length;
  return (
    <Section
      title={t("层级与默认比例")}
      note={t("一级是买家自己的推荐人。按商品实付金额计算（优惠之后，不含运费），不足一分的部分不付。")}
      action={
        last < 2 && (
          <Button
            size="small"
            variant="secondary"
            onClick={() => onChange({ tiers: [...draft.tiers, { tier: last + 1, rate_bps: 300 }] })}
          >
            {t("添加二级")}
          </Button>
        )
      }
    >
      {draft.tiers.map((rate) => (
        <div key={rate.tier} className="flex items-end gap-x-3">
          <Field label={t("{{tier}} 级", { tier: rate.tier })}>
            <RateInput
              label={t("{{tier}} 级默认比例", { tier: rate.tier })}
              fixedWords={t("每件固定")}
              rate={rate}
              onChange={(next) => setRate(rate.tier, next)}
            />
          </Field>
          {rate.tier === last && last > 1 && (
            <RemoveButton
              what={t("{{last}} 级", { last })}
              onClick={() => onChange({ tiers: draft.tiers.slice(0, -1), ...withoutTier(draft, last) })}
            />
          )}
        </div>
      ))}
    </Section>
  );
};

/** A tier that goes takes its rates in rules and campaigns along; what names nothing else goes whole. */
function withoutTier(draft: PlanDraft, gone: number): Pick<PlanDraft, "rules" | "campaigns"> {
  const cut = (rules: PlanDraft["rules"]) =>
    rules
      .map((rule) => ({ ...rule, tiers: rule.tiers.filter(({ tier }) => tier !== gone) }))
      .filter(({ tiers }) => tiers.length > 0);
  const campaigns = draft.campaigns.map((campaign) => ({ ...campaign, rates: cut(campaign.rates) }));
  return { rules: cut(draft.rules), campaigns: campaigns.filter(({ rates }) => rates.length > 0) };
}

const Caps = ({ draft: { caps }, onChange }: { draft: PlanDraft; onChange: Change }) => {
  const setCap = (name: "per_line" | "per_order", cap: Rate | null) =>
    onChange({ caps: { ...caps, [name]: cap } });
  const floor = caps.margin_floor;
  return (
    <Section title={t("封顶与保底毛利")} note={t("超出部分按各级佣金的比例扣减，精确到分。")}>
      {(["per_line", "per_order"] as const).map((name) => {
        const label = name === "per_line" ? t("单品封顶") : t("单笔订单封顶");
        const cap = caps[name];
        return (
          <Switchable
            key={name}
            label={label}
            isOn={cap !== null}
            onSwitch={(on) => setCap(name, on ? { rate_bps: 2_000 } : null)}
          >
            {cap && (
              <RateInput
                label={label}
                fixedWords={t("共固定")}
                rate={cap}
                onChange={(next) => setCap(name, next)}
              />
            )}
          </Switchable>
        );
      })}
      <Switchable
        label={t("保底毛利")}
        isOn={floor !== null}
        onSwitch={(on) =>
          onChange({ caps: { ...caps, margin_floor: on ? { keep_bps: 2_000, above_cost: true } : null } })
        }
      >
        {floor && (
          <div className="flex flex-wrap items-center gap-4">
            <PercentInput
              label={t("付完佣金后至少保留实付金额的")}
              bps={floor.keep_bps}
              onChange={(keep_bps) => onChange({ caps: { ...caps, margin_floor: { ...floor, keep_bps } } })}
            />
            <Tick
              label={t("另扣除商品成本（在商品页填写成本价）")}
              isOn={floor.above_cost}
              onSwitch={(above_cost) =>
                onChange({ caps: { ...caps, margin_floor: { ...floor, above_cost } } })
              }
            />
          </div>
        )}
      </Switchable>
    </Section>
  );
};

/** A tick with its words. */
const Tick = ({
  label,
  isOn,
  onSwitch,
}: {
  label: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
}) => (
  <div className="flex items-center gap-x-2">
    <Checkbox id={label} checked={isOn} onCheckedChange={(checked) => onSwitch(checked === true)} />
    <Label size="small" htmlFor={label}>
      {label}
    </Label>
  </div>
);

const Switchable = ({
  children,
  ...tick
}: {
  label: string;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children: React.ReactNode;
}) => (
  <div className="flex min-h-8 flex-wrap items-center gap-4">
    <div className="w-32">
      <Tick {...tick} />
    </div>
    {children}
  </div>
);

const People = ({ draft, onChange }: { draft: PlanDraft; onChange: Change }) => {
  const { binding } = draft;
  const set = (part: Partial<PlanDraft["binding"]>) => onChange({ binding: { ...binding, ...part } });
  return (
    <Section
      title={t("加入与推荐关系")}
      note={t("加入始终免费；不能以指定商品、消费门槛、押金或拉人数量为条件。")}
    >
      <div className="flex flex-wrap gap-4">
        <Field label={t("加入方式")}>
          <Choice
            label={t("加入方式")}
            value={draft.joining_mode}
            options={JOINING_WORDS}
            onChange={(joining_mode) => onChange({ joining_mode })}
          />
        </Field>
        <Field label={t("可以绑定的顾客")}>
          <Choice
            label={t("可以绑定的顾客")}
            value={binding.customers}
            options={{ all: t("所有顾客"), new: t("仅新顾客") }}
            onChange={(customers) => set({ customers })}
          />
        </Field>
        <Field label={t("分销商自购")}>
          <Choice
            label={t("分销商自购")}
            value={binding.self_purchase}
            options={SELF_PURCHASE_WORDS}
            onChange={(self_purchase) => set({ self_purchase })}
          />
        </Field>
      </div>
      <div className="flex flex-wrap gap-4">
        <Field label={t("绑定保护期")}>
          <CountInput
            label={t("绑定保护期")}
            count={binding.protection_days}
            suffix={t("天")}
            onChange={(protection_days) => set({ protection_days })}
          />
        </Field>
        <Field label={t("绑定有效期（0 为长期有效）")}>
          <CountInput
            label={t("绑定有效期")}
            count={binding.expires_after_days ?? 0}
            suffix={t("天")}
            onChange={(days) => set({ expires_after_days: days === 0 ? null : days })}
          />
        </Field>
      </div>
      {binding.self_purchase === "distributor_rate" && (
        <Text size="small" className="text-ui-fg-subtle">
          {t(
            "分销商本人下单时，本人按一级计佣，推荐人顺延为下一级；不会超过方案的层级数，自购不计入等级业绩。",
          )}
        </Text>
      )}
    </Section>
  );
};

const Payouts = ({ draft, onChange }: { draft: PlanDraft; onChange: Change }) => {
  const fee = draft.payout_fee;
  return (
    <Section title={t("结算与提现")} note={t("收货满 7 天可退货期后，再过冻结天数转为可提现。")}>
      <div className="flex flex-wrap gap-4">
        <Field label={t("冻结天数")}>
          <CountInput
            label={t("冻结天数")}
            count={draft.holding_days}
            suffix={t("天")}
            onChange={(holding_days) => onChange({ holding_days })}
          />
        </Field>
        <Field label={t("最低提现金额")}>
          <YuanInput
            label={t("最低提现金额")}
            fen={draft.minimum_payout_fen}
            onChange={(minimum_payout_fen) => onChange({ minimum_payout_fen })}
          />
        </Field>
        <Field label={t("提现手续费")}>
          <Choice
            label={t("提现手续费")}
            value={fee.kind}
            options={{ none: t("不收取"), fixed: t("每笔固定"), share: t("按比例") }}
            onChange={(kind) => onChange({ payout_fee: FRESH_FEES[kind] })}
          />
        </Field>
        {fee.kind === "fixed" && (
          <Field label={t("每笔手续费")}>
            <YuanInput
              label={t("每笔手续费")}
              fen={fee.fixed_fen}
              onChange={(fixed_fen) => onChange({ payout_fee: { kind: "fixed", fixed_fen } })}
            />
          </Field>
        )}
        {fee.kind === "share" && (
          <Field label={t("手续费比例")}>
            <PercentInput
              label={t("手续费比例")}
              bps={fee.rate_bps}
              onChange={(rate_bps) => onChange({ payout_fee: { ...fee, rate_bps } })}
            />
          </Field>
        )}
        {fee.kind === "share" && (
          <Field label={t("每笔最低手续费")}>
            <YuanInput
              label={t("每笔最低手续费")}
              fen={fee.minimum_fen}
              onChange={(minimum_fen) => onChange({ payout_fee: { ...fee, minimum_fen } })}
            />
          </Field>
        )}
      </div>
    </Section>
  );
};

const FRESH_FEES: { [Kind in PlanDraft["payout_fee"]["kind"]]: PlanDraft["payout_fee"] & { kind: Kind } } = {
  none: { kind: "none" },
  fixed: { kind: "fixed", fixed_fen: "100" },
  share: { kind: "share", rate_bps: 60, minimum_fen: "0" },
};

const AgreementText = ({ draft: { agreement }, onChange }: { draft: PlanDraft; onChange: Change }) => {
  const set = (part: Partial<PlanDraft["agreement"]>) => onChange({ agreement: { ...agreement, ...part } });
  return (
    <Section title={t("分销协议")} note={t("内容有变动时请换一个版本号：之后加入的人须同意新版本。")}>
      <div className="flex flex-wrap gap-4">
        <Field label={t("版本")}>
          <Input
            size="small"
            aria-label={t("协议版本")}
            value={agreement.version}
            onChange={({ target }) => set({ version: target.value })}
          />
        </Field>
        <Field label={t("标题")}>
          <Input
            size="small"
            aria-label={t("协议标题")}
            value={agreement.title}
            onChange={({ target }) => set({ title: target.value })}
          />
        </Field>
      </div>
      <Textarea
        aria-label={t("协议正文")}
        rows={8}
        value={agreement.body}
        onChange={({ target }) => set({ body: target.value })}
      />
    </Section>
  );
};
