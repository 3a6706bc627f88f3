import { Button, Checkbox, Input, Label, Table, Text } from "@medusajs/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { percent, yuan } from "../ledger/amounts";
import { instantOfInput, shanghaiInput } from "./amounts-typed";
import { Field, Section } from "./fields";
import { type PlanDraft, type Simulation, type Stack, simulatePlan } from "./plan-requests";
import { CUT_WORDS } from "./plan-words";

const MONTH_MS = 30 * 86_400_000;

/** Tries the draft on past orders before it is published. */
export const SimulationPanel = ({ draft }: { draft: PlanDraft }) => {
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
  });
  return (
    <Section title="试算" note="用这份草案重算过去已付款的订单，不改动任何数据。金额为退款之前。">
      <div className="flex flex-wrap items-end gap-4">
        <Field label="下单时间从">
          <Input
            size="small"
            type="datetime-local"
            aria-label="下单时间从"
            value={window.since}
            onChange={({ target }) => setWindow({ ...window, since: target.value })}
          />
        </Field>
        <Field label="到">
          <Input
            size="small"
            type="datetime-local"
            aria-label="下单时间到"
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
          开始试算
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
            假设活动「{name}」一直进行
          </Label>
        </div>
      ))}
      {error && (
        <Text size="small" className="text-ui-fg-error">
          试算失败：{error.message}
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
          订单太多，只试算了其中最近的 {simulation.orders} 笔
        </Text>
      )}
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        <Figure
          name="已付款订单"
          value={`${simulation.orders} 笔`}
          note={`有佣金 ${simulation.orders_with_commission} 笔`}
        />
        <Figure name="商品实付" value={yuan(goods_fen)} note={`优惠 ${yuan(simulation.discount_fen)}`} />
        <Figure
          name="草案佣金"
          value={yuan(commission.draft_fen)}
          note={`占实付 ${share(commission.draft_fen, goods_fen)}，原为 ${yuan(commission.frozen_fen)}（${signed(change)}）`}
        />
        <Figure
          name="扣成本与佣金后的毛利"
          value={yuan(String(margin))}
          note={`仅已知成本的商品；另有 ${known_cost.lines_without} 件未填成本`}
        />
      </div>
      <ChangeTable
        title="按层级"
        rows={simulation.tiers.map((row) => ({ ...row, name: `${row.tier} 级` }))}
      />
      <ChangeTable
        title="按等级"
        rows={simulation.grades.map((row) => ({ ...row, name: row.grade ?? "无等级" }))}
      />
      {simulation.cuts.map(({ cut_by, parts, cut_fen }) => (
        <Text key={cut_by} size="small">
          {CUT_WORDS[cut_by] ?? cut_by}：扣减 {parts} 处，共 {yuan(cut_fen)}
        </Text>
      ))}
      <Text size="small">
        分销商：增加 {distributors.gaining} 人，减少 {distributors.losing} 人，不变 {distributors.unchanged}{" "}
        人
      </Text>
      <ChangeTable
        title="增加最多"
        rows={simulation.gainers.map((row) => ({ ...row, name: row.display_name ?? row.distributor_id }))}
      />
      <ChangeTable
        title="减少最多"
        rows={simulation.losers.map((row) => ({ ...row, name: row.display_name ?? row.distributor_id }))}
      />
      <Stacks stacks={simulation.worst} />
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
          <Table.HeaderCell className="text-right">下单时</Table.HeaderCell>
          <Table.HeaderCell className="text-right">草案</Table.HeaderCell>
          <Table.HeaderCell className="text-right">变化</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {rows.map(({ name, frozen_fen, draft_fen }) => (
          <Table.Row key={name}>
            <Table.Cell>{name}</Table.Cell>
            <Table.Cell className="text-right">{yuan(frozen_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(draft_fen)}</Table.Cell>
            <Table.Cell className="text-right">{signed(BigInt(draft_fen) - BigInt(frozen_fen))}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );

const Stacks = ({ stacks }: { stacks: Stack[] }) =>
  stacks.length === 0 ? null : (
    <div className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        最坏叠加：优惠 + 最高等级 + 各级同时在场时，商家留存最少的商品
      </Text>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>订单商品</Table.HeaderCell>
            <Table.HeaderCell className="text-right">原价</Table.HeaderCell>
            <Table.HeaderCell className="text-right">优惠</Table.HeaderCell>
            <Table.HeaderCell className="text-right">各级佣金</Table.HeaderCell>
            <Table.HeaderCell className="text-right">成本</Table.HeaderCell>
            <Table.HeaderCell className="text-right">商家留存</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {stacks.map((stack) => (
            <Table.Row key={stack.order_line_id}>
              <Table.Cell>
                <a className="text-ui-fg-interactive" href={`/app/orders/${stack.order_id}`}>
                  查看订单
                </a>
                {stack.grade && `（等级 ${stack.grade}）`}
              </Table.Cell>
              <Table.Cell className="text-right">{yuan(stack.list_fen)}</Table.Cell>
              <Table.Cell className="text-right">{yuan(stack.discount_fen)}</Table.Cell>
              <Table.Cell className="text-right">
                {stack.tiers.map(({ amount_fen }) => yuan(amount_fen)).join(" + ") || "—"}
              </Table.Cell>
              <Table.Cell className="text-right">
                {stack.cost_fen === null ? "未填" : yuan(stack.cost_fen)}
              </Table.Cell>
              <Table.Cell className="text-right">
                {yuan(stack.kept_fen)}（{percent(stack.kept_bps)}）
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );

function signed(fen: bigint): string {
  return `${fen > 0n ? "+" : ""}${yuan(String(fen))}`;
}

function share(part_fen: string, whole_fen: string): string {
  const whole = BigInt(whole_fen);
  return whole === 0n ? "—" : percent(Number((BigInt(part_fen) * 10_000n) / whole));
}
