import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Checkbox, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment, yuan } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { BANK_FILE, fetchPayouts, type Payout } from "../../../ledger/payouts";
import { VERDICTS } from "../../../ledger/risk-words";
import { PayoutActions } from "./payout-actions";
import { PayoutReview } from "./payout-review";
import { STATES } from "./payout-states";

/** Payouts: who asks for how much, what speaks against it, and the merchant's decision. */
const PayoutsPage = () => {
  const [state, setState] = useState("requested");
  const [chosen, setChosen] = useState<string[]>([]);
  const [opened, setOpened] = useState<Payout | null>(null);
  const list = useCursorList(["distribution-payouts", state], (cursor) => fetchPayouts(state, cursor));
  const payouts = list.data?.payouts ?? [];
  const selected = payouts.filter(({ id }) => chosen.includes(id));
  const forget = () => {
    setChosen([]);
    setOpened(null);
    list.refetch();
  };
  return (
    <Container className="divide-y p-0" data-testid="distribution-payouts">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>提现</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            批准后计算代扣税并开始付款；手续费按申请时的方案收取，付款成功才扣；拒绝的金额退回可提现余额
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Filter
            label="状态"
            choices={Object.fromEntries(Object.entries(STATES).map(([one, { label }]) => [one, label]))}
            value={state}
            onChange={(value) => {
              setState(value);
              setChosen([]);
              list.restart();
            }}
          />
          <Button size="small" variant="secondary" asChild>
            <a href={BANK_FILE} download="payouts.csv">
              导出银行付款表
            </a>
          </Button>
        </div>
      </div>
      {selected.length > 0 && <PayoutActions payouts={selected} onDone={forget} />}
      <ListNote list={list} isEmpty={payouts.length === 0} empty="这里没有提现" />
      {payouts.length > 0 && (
        <PayoutTable payouts={payouts} chosen={chosen} onChoose={setChosen} onOpen={setOpened} />
      )}
      <Pager list={list} />
      {opened && <PayoutReview payout={opened} onClose={() => setOpened(null)} onDone={forget} />}
    </Container>
  );
};

const PayoutTable = ({
  payouts,
  chosen,
  onChoose,
  onOpen,
}: {
  payouts: Payout[];
  chosen: string[];
  onChoose: (ids: string[]) => void;
  onOpen: (payout: Payout) => void;
}) => {
  const isAll = payouts.every(({ id }) => chosen.includes(id));
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>
              <Checkbox
                aria-label="全选"
                checked={isAll}
                onCheckedChange={() => onChoose(isAll ? [] : payouts.map(({ id }) => id))}
              />
            </Table.HeaderCell>
            <Table.HeaderCell>申请时间</Table.HeaderCell>
            <Table.HeaderCell>分销商</Table.HeaderCell>
            <Table.HeaderCell>收款账户</Table.HeaderCell>
            <Table.HeaderCell className="text-right">金额</Table.HeaderCell>
            <Table.HeaderCell className="text-right">代扣税</Table.HeaderCell>
            <Table.HeaderCell className="text-right">手续费</Table.HeaderCell>
            <Table.HeaderCell className="text-right">实付</Table.HeaderCell>
            <Table.HeaderCell>状态</Table.HeaderCell>
            <Table.HeaderCell>风险</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {payouts.map((payout) => (
            <Table.Row key={payout.id} className="cursor-pointer" onClick={() => onOpen(payout)}>
              <Table.Cell onClick={(event) => event.stopPropagation()}>
                <Checkbox
                  aria-label={`选择 ${payout.distributor_name}`}
                  checked={chosen.includes(payout.id)}
                  onCheckedChange={() =>
                    onChoose(
                      chosen.includes(payout.id)
                        ? chosen.filter((id) => id !== payout.id)
                        : [...chosen, payout.id],
                    )
                  }
                />
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">{moment(payout.requested_at)}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">{payout.distributor_name}</Table.Cell>
              <Table.Cell className="whitespace-nowrap">{payout.payee_hint}</Table.Cell>
              <Table.Cell className="text-right">{yuan(payout.amount_fen)}</Table.Cell>
              <Table.Cell className="text-right">
                {payout.withheld_fen === null ? "—" : yuan(payout.withheld_fen)}
              </Table.Cell>
              <Table.Cell className="text-right">{yuan(payout.fee_fen)}</Table.Cell>
              <Table.Cell className="text-right">
                {payout.net_fen === null ? "—" : yuan(payout.net_fen)}
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">
                <StatusBadge color={STATES[payout.state].color}>{STATES[payout.state].label}</StatusBadge>
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap">
                {payout.risk ? (
                  <StatusBadge color={VERDICTS[payout.risk.verdict].color}>
                    {VERDICTS[payout.risk.verdict].label}
                  </StatusBadge>
                ) : (
                  "—"
                )}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
};

export const config = defineRouteConfig({ label: "提现" });

export const handle = { breadcrumb: () => "提现" };

export default PayoutsPage;
