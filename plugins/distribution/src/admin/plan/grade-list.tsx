import { Button, Input } from "@medusajs/ui";
import { messages, t } from "@tengman/admin-kit";
import { CountInput, Field, RemoveButton, Section, YuanInput } from "./fields";
import type { Grade, GradeCondition } from "./plan";
import { freshCode } from "./rule-list";

const FRESH_CONDITION: GradeCondition = { own_sales_fen: "1000000", window_days: 90 };

const AMOUNTS = messages([
  { key: "own_sales_fen", words: "本人销售额达到" },
  { key: "own_earnings_fen", words: "本人佣金达到" },
] as const);

/** A condition with an amount set; nothing is asked for by an amount of zero, so it goes. */
function withAmount(
  condition: GradeCondition,
  key: (typeof AMOUNTS)[number]["key"],
  fen: string,
): GradeCondition {
  const { [key]: _old, ...others } = condition;
  return fen === "0" ? others : { ...others, [key]: fen };
}

/** Grades from the lowest to the highest, and what reaches and keeps them. */
export const GradeList = ({ grades, onChange }: { grades: Grade[]; onChange: (grades: Grade[]) => void }) => {
  const replace = (index: number, part: Partial<Grade>) =>
    onChange(grades.map((old, at) => (at === index ? { ...old, ...part } : old)));
  const highest = Math.max(0, ...grades.map(({ rank }) => rank));
  return (
    <Section
      title={t("等级")}
      note={t(
        "只依据本人销售额或本人佣金升降级，绝不依据发展人数。等级本身不改变比例：请在上面的规则里为等级设置比例。",
      )}
      action={
        <Button
          size="small"
          variant="secondary"
          onClick={() =>
            onChange([
              ...grades,
              {
                ...{
                  code: freshCode("grade", grades),
                  rank: highest + 1,
                  name: t("等级 {{highest}}", { highest: highest + 1 }),
                },
                ...{ benefits: [], upgrade: FRESH_CONDITION, downgrade: null },
              },
            ])
          }
        >
          {t("添加等级")}
        </Button>
      }
    >
      {grades.map((grade, index) => (
        <div key={grade.code} className="border-ui-border-base flex flex-col gap-y-4 rounded-lg border p-4">
          <div className="flex flex-wrap items-end gap-4">
            <Field label={t("名称（编号 {{code}}，次序 {{rank}}）", { code: grade.code, rank: grade.rank })}>
              <Input
                size="small"
                aria-label={t("等级名称")}
                value={grade.name}
                onChange={({ target }) => replace(index, { name: target.value })}
              />
            </Field>
            <Field label={t("权益（用顿号分开）")}>
              <Input
                size="small"
                aria-label={t("等级权益")}
                value={grade.benefits.join("、")}
                onChange={({ target }) =>
                  replace(index, { benefits: target.value.split("、").filter((text) => text !== "") })
                }
              />
            </Field>
            <RemoveButton
              what={grade.name}
              onClick={() => onChange(grades.filter((_, at) => at !== index))}
            />
          </div>
          <Condition
            label={t("升级条件")}
            condition={grade.upgrade}
            onChange={(upgrade) => replace(index, { upgrade })}
          />
          <Condition
            label={t("保级条件")}
            condition={grade.downgrade}
            onChange={(downgrade) => replace(index, { downgrade })}
          />
        </div>
      ))}
    </Section>
  );
};

const Condition = ({
  label,
  condition,
  onChange,
}: {
  label: string;
  condition: GradeCondition | null;
  onChange: (condition: GradeCondition | null) => void;
}) =>
  condition ? (
    <div className="flex flex-wrap items-end gap-4">
      <Field label={t("{{label}}：最近", { label })}>
        <CountInput
          label={t("{{label}}天数", { label })}
          count={condition.window_days}
          suffix={t("天内")}
          onChange={(window_days) => onChange({ ...condition, window_days })}
        />
      </Field>
      {AMOUNTS.map(({ key, words }) => (
        <Field key={key} label={t("{{words}}（0 为不要求）", { words })}>
          <YuanInput
            label={`${label}${words}`}
            fen={condition[key] ?? "0"}
            onChange={(fen) => onChange(withAmount(condition, key, fen))}
          />
        </Field>
      ))}
      <RemoveButton what={label} onClick={() => onChange(null)} />
    </div>
  ) : (
    <div>
      <Button size="small" variant="transparent" onClick={() => onChange(FRESH_CONDITION)}>
        {t("添加{{label}}", { label })}
      </Button>
    </div>
  );
