import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { fetchRiskCases, type RiskCase } from "../../../ledger/risk";
import { Signals } from "../../../ledger/risk-words";
import { RiskDecision } from "./risk-decision";

const STATES = {
  open: { label: "待处理", color: "orange" },
  cleared: { label: "已解除", color: "green" },
  confirmed: { label: "已确认", color: "red" },
} as const;

/** Risk cases: what was measured, what the distributor says to it, and the merchant's decision. */
const RiskPage = () => {
  const [state, setState] = useState("open");
  const [opened, setOpened] = useState<RiskCase | null>(null);
  const list = useCursorList(["distribution-risk", state], (cursor) => fetchRiskCases(state, cursor));
  const cases = list.data?.cases ?? [];
  return (
    <Container className="divide-y p-0" data-testid="distribution-risk">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>风险核查</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            待核查的提现须先处理才能批准；资金暂停时不能提现，佣金也不结算
          </Text>
        </div>
        <Filter
          label="状态"
          choices={Object.fromEntries(Object.entries(STATES).map(([one, { label }]) => [one, label]))}
          value={state}
          onChange={(value) => {
            setState(value);
            list.restart();
          }}
        />
      </div>
      <ListNote list={list} isEmpty={cases.length === 0} empty="没有需要核查的分销商" />
      {cases.length > 0 && <RiskTable cases={cases} onOpen={setOpened} />}
      <Pager list={list} />
      {opened && (
        <RiskDecision
          risk_case={opened}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            list.refetch();
          }}
        />
      )}
    </Container>
  );
};

const RiskTable = ({ cases, onOpen }: { cases: RiskCase[]; onOpen: (risk_case: RiskCase) => void }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>发现时间</Table.HeaderCell>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell>发现</Table.HeaderCell>
          <Table.HeaderCell>申诉</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {cases.map((risk_case) => (
          <Table.Row key={risk_case.id} className="cursor-pointer" onClick={() => onOpen(risk_case)}>
            <Table.Cell className="whitespace-nowrap">{moment(risk_case.opened_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{risk_case.display_name}</Table.Cell>
            <Table.Cell className="py-2">
              <Signals signals={risk_case.signals} />
            </Table.Cell>
            <Table.Cell>{risk_case.appeal ? "待答复" : "—"}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <StatusBadge color={STATES[risk_case.state].color}>{STATES[risk_case.state].label}</StatusBadge>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "风险核查" });

export const handle = { breadcrumb: () => "风险核查" };

export default RiskPage;
