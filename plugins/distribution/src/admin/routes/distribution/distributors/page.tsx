import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Container, Heading, Input, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment, yuan } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { fetchPeople, type Person } from "../../../ledger/people";
import { PersonDrawer } from "./person-drawer";
import { STATUSES, statusOf } from "./standing-words";

/** Distributors with status and grade; a row opens what was decided about them and lets the merchant decide. */
const PeoplePage = () => {
  const [q, setQ] = useState("");
  const [status, setStatus] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  const list = useCursorList(["distribution-people", q, status], (cursor) =>
    fetchPeople({ q, status }, cursor),
  );
  const people = list.data?.distributors ?? [];
  return (
    <Container className="divide-y p-0" data-testid="distribution-people">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>分销商管理</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            审核申请、冻结与关闭、调整等级；冻结期间不产生新佣金，已有佣金保留
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Filter
            label="状态"
            choices={Object.fromEntries(Object.entries(STATUSES).map(([one, { label }]) => [one, label]))}
            value={status}
            onChange={(value) => {
              setStatus(value);
              list.restart();
            }}
          />
          <Input
            type="search"
            size="small"
            placeholder="名称或编号"
            aria-label="名称或编号"
            value={q}
            onChange={({ target }) => {
              setQ(target.value);
              list.restart();
            }}
          />
        </div>
      </div>
      <ListNote list={list} isEmpty={people.length === 0} empty="没有符合条件的分销商" />
      {people.length > 0 && <PeopleTable people={people} onOpen={setOpened} />}
      <Pager list={list} />
      {opened && <PersonDrawer id={opened} onClose={() => setOpened(null)} onDone={() => list.refetch()} />}
    </Container>
  );
};

const PeopleTable = ({ people, onOpen }: { people: Person[]; onOpen: (id: string) => void }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
          <Table.HeaderCell>等级</Table.HeaderCell>
          <Table.HeaderCell>推荐人</Table.HeaderCell>
          <Table.HeaderCell className="text-right">可提现</Table.HeaderCell>
          <Table.HeaderCell className="text-right">累计佣金</Table.HeaderCell>
          <Table.HeaderCell>加入时间</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {people.map((person) => (
          <Table.Row key={person.id} className="cursor-pointer" onClick={() => onOpen(person.id)}>
            <Table.Cell className="whitespace-nowrap">{person.display_name}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <StatusBadge color={statusOf(person).color}>{statusOf(person).label}</StatusBadge>
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              {person.grade_code ?? "—"}
              {person.grade_is_pinned && "（固定）"}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{person.inviter?.display_name ?? "—"}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.available_fen)}</Table.Cell>
            <Table.Cell className="text-right">{yuan(person.earned_fen)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{moment(person.joined_at)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "分销商管理" });

export const handle = { breadcrumb: () => "分销商管理" };

export default PeoplePage;
