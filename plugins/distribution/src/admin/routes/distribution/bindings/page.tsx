import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { type BindingChange, fetchChanges } from "../../../ledger/people";
import { ChangeDecision } from "./change-decision";
import { ProposeChange } from "./propose-change";

const STATES = {
  open: { label: "待处理", color: "orange" },
  approved: { label: "已执行", color: "green" },
  refused: { label: "未通过", color: "grey" },
} as const;

/** Shoppers' wishes to be unbound, and changes of inviter that take two people. */
const BindingsPage = () => {
  const [state, setState] = useState("open");
  const [opened, setOpened] = useState<BindingChange | null>(null);
  const [isProposing, setIsProposing] = useState(false);
  const list = useCursorList(["distribution-changes", state], (cursor) => fetchChanges(state, cursor));
  const changes = list.data?.changes ?? [];
  const done = () => {
    setOpened(null);
    setIsProposing(false);
    list.refetch();
  };
  return (
    <Container className="divide-y p-0" data-testid="distribution-bindings">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>推荐关系</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            顾客申请解绑由商家处理；人工变更须由另一位同事复核，只影响之后的订单
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Filter
            label="状态"
            choices={Object.fromEntries(Object.entries(STATES).map(([one, { label }]) => [one, label]))}
            value={state}
            onChange={(value) => {
              setState(value);
              list.restart();
            }}
          />
          <Button size="small" variant="secondary" onClick={() => setIsProposing(true)}>
            提交变更
          </Button>
        </div>
      </div>
      <ListNote list={list} isEmpty={changes.length === 0} empty="没有推荐人变更" />
      {changes.length > 0 && <ChangeTable changes={changes} onOpen={setOpened} />}
      <Pager list={list} />
      {opened && <ChangeDecision change={opened} onClose={() => setOpened(null)} onDone={done} />}
      {isProposing && <ProposeChange onClose={() => setIsProposing(false)} onDone={done} />}
    </Container>
  );
};

const ChangeTable = ({
  changes,
  onOpen,
}: {
  changes: BindingChange[];
  onOpen: (change: BindingChange) => void;
}) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>提交时间</Table.HeaderCell>
          <Table.HeaderCell>顾客</Table.HeaderCell>
          <Table.HeaderCell>原推荐人</Table.HeaderCell>
          <Table.HeaderCell>变更为</Table.HeaderCell>
          <Table.HeaderCell>提交人</Table.HeaderCell>
          <Table.HeaderCell>原因</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {changes.map((change) => (
          <Table.Row key={change.id} className="cursor-pointer" onClick={() => onOpen(change)}>
            <Table.Cell className="whitespace-nowrap">{moment(change.requested_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {change.customer_name ?? change.customer_id}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{change.from_name ?? "无"}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {change.kind === "unbind" ? "解除绑定" : change.to_name}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {change.asked_by_shopper ? "顾客本人" : "商家"}
            </Table.Cell>
            <Table.Cell className="max-w-48 truncate" title={change.reason}>
              {change.reason}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <StatusBadge color={STATES[change.state].color}>{STATES[change.state].label}</StatusBadge>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "推荐关系" });

export const handle = { breadcrumb: () => "推荐关系" };

export default BindingsPage;
