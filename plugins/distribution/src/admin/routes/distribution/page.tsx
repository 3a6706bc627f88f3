import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Users } from "@medusajs/icons";
import { Container, Heading, Input, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment, yuan } from "../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../ledger/cursor-list";
import { type Distributor, fetchDistributors } from "../../ledger/requests";

const PAGE_SIZE = 20;

const STATUSES = {
  applied: { label: "待审核", color: "orange" },
  active: { label: "正常", color: "green" },
  frozen: { label: "已冻结", color: "red" },
  closed: { label: "已关闭", color: "grey" },
} as const;

/** Lists distributors with what they have earned, page by page. */
const DistributorsPage = () => {
  const [search, setSearch] = useState("");
  const list = useCursorList(["distribution-distributors", search], (cursor) =>
    fetchDistributors({ limit: PAGE_SIZE, cursor, q: search }),
  );
  const distributors = list.data?.distributors ?? [];
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading>分销商</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            佣金在收款后进入待结算，退款按比例追回
          </Text>
        </div>
        <Input
          type="search"
          size="small"
          placeholder="按名称搜索"
          aria-label="按名称搜索"
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            list.restart();
          }}
        />
      </div>
      <ListNote
        list={list}
        isEmpty={distributors.length === 0}
        empty={search ? "没有名称相符的分销商" : "还没有分销商，顾客加入后会出现在这里"}
      />
      {distributors.length > 0 && <DistributorTable distributors={distributors} />}
      <Pager list={list} />
    </Container>
  );
};

const DistributorTable = ({ distributors }: { distributors: Distributor[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
          <Table.HeaderCell>推荐人</Table.HeaderCell>
          <Table.HeaderCell className="text-right">推荐顾客</Table.HeaderCell>
          <Table.HeaderCell className="text-right">分销订单</Table.HeaderCell>
          <Table.HeaderCell className="text-right">待结算</Table.HeaderCell>
          <Table.HeaderCell className="text-right">可提现</Table.HeaderCell>
          <Table.HeaderCell className="text-right">提现中</Table.HeaderCell>
          <Table.HeaderCell className="text-right">欠款</Table.HeaderCell>
          <Table.HeaderCell className="text-right">累计佣金</Table.HeaderCell>
          <Table.HeaderCell>加入时间</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {distributors.map((distributor) => (
          <DistributorRow key={distributor.id} distributor={distributor} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const DistributorRow = ({ distributor }: { distributor: Distributor }) => {
  const { label, color } = STATUSES[distributor.status];
  return (
    <Table.Row>
      <Table.Cell className="whitespace-nowrap">{distributor.display_name}</Table.Cell>
      <Table.Cell>
        <StatusBadge color={color}>{label}</StatusBadge>
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{distributor.inviter?.display_name ?? "—"}</Table.Cell>
      <Table.Cell className="text-right">{distributor.invited}</Table.Cell>
      <Table.Cell className="text-right">{distributor.orders}</Table.Cell>
      <Table.Cell className="text-right">{yuan(distributor.pending_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(distributor.available_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(distributor.hold_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(distributor.debt_fen)}</Table.Cell>
      <Table.Cell className="text-right">{yuan(distributor.earned_fen)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{moment(distributor.joined_at)}</Table.Cell>
    </Table.Row>
  );
};

export const config = defineRouteConfig({ label: "分销", icon: Users });

export const handle = { breadcrumb: () => "分销" };

export default DistributorsPage;
