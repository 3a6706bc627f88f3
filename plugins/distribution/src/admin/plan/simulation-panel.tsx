import { Button, Checkbox, Input, Label, Table, Text } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { instantOfInput, shanghaiInput, shareOf, signedYuan, t, yuan } from "@tengman/admin-kit";
import { useState } from "react";
import { Field, Section } from "./fields";
import { type PlanDraft, type Simulation, simulatePlan } from "./plan";
import { CUT_WORDS } from "./plan-texts";
import { WorstCases } from "./worst-cases";

const MONTH_MS = 30 * 86_400_000;

/** Tries the draft on past orders before it is published. */
export const SimulationPanel = ({
  draft,
  onResult,
}: {
  draft: PlanDraft;
  onResult: (simulation: Simulation) => void;
}) => {
  const [window, setWindow] = useState(() => ({
    since: shanghaiInput(new Date(Date.now() - MONTH_MS).toISOString()),
    until: shanghaiInput(new Date(Date.now() + 60_000).toISOString()),
  }));
  const [assumed, setAssumed] = useState<string[]>([]);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      simulatePlan({
        plan: draft,
        since: instantOfInput(window.since),
        until: instantOfInput(window.until),
        assumed_campaigns: assumed.filter((code) => draft.campaigns.some((one) => one.code === code)),
      }),
    onSuccess: ({ simulation }) => onResult(simulation),
  });
  return (
    <Section title={t("试算")} note={t("用这份草案重算过去已付款的订单，不改动任何数据。金额为退款之前。")}>
      <div className="flex flex-wrap items-end gap-4">
        <Field label={t("下单时间从")}>
          <Input
            size="small"
            type="datetime-local"
            aria-label={t("下单时间从")}
            value={window.since}
            onChange={({ target }) => setWindow({ ...window, since: target.value })}
          />
        </Field>
        <Field label={t("到")}>
          <Input
            size="small"
            type="datetime-local"
            aria-label={t("下单时间到")}
            value={window.until}
            onChange={({ target }) => setWindow({ ...window, until: target.value })}
          />
        </Field>
        <Button
          size="small"
          variant="secondary"
          isLoading={isPending}
          disabled={!window.since || !window.until}
          onClick={() => mutate()}
        >
          {t("开始试算")}
        </Button>
      </div>
      {draft.campaigns.map(({ code, name }) => (
        <div key={code} className="flex items-center gap-x-2">
          <Checkbox
            id={`assume-${code}`}
            checked={assumed.includes(code)}
            onCheckedChange={(checked) =>
              setAssumed(checked === true ? [...assumed, code] : assumed.filter((one) => one !== code))
            }
          />
          <Label size="small" htmlFor={`assume-${code}`}>
            {t("假设活动「{{name}}」一直进行", { name })}
          </Label>
        </div>
      ))}
      {error && (
        <Text size="small" className="text-ui-fg-error">
          {t("试算失败：{{message}}", { message: error.message })}
        </Text>
      )}
      {data && <Result simulation={data.simulation} />}
    </Section>
  );
};

const Result = ({ simulation }: { simulation: Simulation }) => {
  const { commission, goods_fen, known_cost, distributors } = simulation;
  const change = BigInt(commission.draft_fen) - BigInt(commission.frozen_fen);
  const margin = BigInt(known_cost.goods_fen) - BigInt(known_cost.cost_fen) - BigInt(known_cost.draft_fen);
  return (
    <div className="flex flex-col gap-y-5" data-testid="simulation">
      {!simulation.complete && (
        <Text size="small" className="text-ui-fg-error">
          {t("订单太多，只试算了其中最近的 {{orders}} 笔", { orders: simulation.orders })}
        </Text>
      )}
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        <Figure
          name={t("已付款订单")}
          value={t("{{orders}} 笔", { orders: simulation.orders })}
          note={t("有佣金 {{orders_with_commission}} 笔", {
            orders_with_commission: simulation.orders_with_commission,
          })}
        />
        <Figure
          name={t("商品实付")}
          value={yuan(goods_fen)}
          note={t("优惠 {{discount_fen}}", { discount_fen: yuan(simulation.discount_fen) })}
        />
        <Figure
          name={t("草案佣金")}
          value={yuan(commission.draft_fen)}
          note={t("占实付 {{goods_fen}}，原为 {{frozen_fen}}（{{change}}）", {
            goods_fen: shareOf(commission.draft_fen, goods_fen),
            frozen_fen: yuan(commission.frozen_fen),
            change: signedYuan(change),
          })}
        />
        <Figure
          name={t("扣成本与佣金后的毛利")}
          value={known_cost.goods_fen === "0" ? "—" : yuan(String(margin))}
          note={t("仅已知成本的商品；另有 {{lines_without}} 件未填成本", {
            lines_without: known_cost.lines_without,
          })}
        />
      </div>
      <ChangeTable
        title={t("按层级")}
        rows={simulation.tiers.map((row) => ({ ...row, name: t("{{tier}} 级", { tier: row.tier }) }))}
      />
      <ChangeTable
        title={t("按等级")}
        rows={simulation.grades.map((row) => ({ ...row, name: row.grade ?? t("无等级") }))}
      />
      {simulation.cuts.map(({ cut_by, parts, cut_fen }) => (
        <Text key={cut_by} size="small">
          {t("{{cut_by}}：扣减 {{parts}} 处，共 {{cut_fen}}", {
            cut_by: CUT_WORDS[cut_by] ?? cut_by,
            parts,
            cut_fen: yuan(cut_fen),
          })}
        </Text>
      ))}
      <Text size="small">
        {t("分销商：增加 {{gaining}} 人，减少 {{losing}} 人，不变 {{unchanged}} 人", {
          gaining: distributors.gaining,
          losing: distributors.losing,
          unchanged: distributors.unchanged,
        })}
      </Text>
      <ChangeTable
        title={t("增加最多")}
        rows={simulation.gainers.map((row) => ({ ...row, name: row.display_name ?? row.distributor_id }))}
      />
      <ChangeTable
        title={t("减少最多")}
        rows={simulation.losers.map((row) => ({ ...row, name: row.display_name ?? row.distributor_id }))}
      />
      <WorstCases stacks={simulation.worst} />
    </div>
  );
};

const Figure = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div className="bg-ui-bg-subtle rounded-lg p-4">
    <Text size="small" className="text-ui-fg-subtle">
      {name}
    </Text>
    <Text weight="plus">{value}</Text>
    <Text size="xsmall" className="text-ui-fg-muted">
      {note}
    </Text>
  </div>
);

const ChangeTable = ({
  title,
  rows,
}: {
  title: string;
  rows: { name: string; frozen_fen: string; draft_fen: string }[];
}) =>
  rows.length === 0 ? null : (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{title}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("下单时")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("草案")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("变化")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {rows.map(({ name, frozen_fen, draft_fen }) => (
          <Table.Row key={name}>
            <Table.Cell>{name}</Table.Cell>
            <Table.Cell className="text-right">{yuan(frozen_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(draft_fen)}</Table.Cell>
            <Table.Cell className="text-right">
              {signedYuan(BigInt(draft_fen) - BigInt(frozen_fen))}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
