import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Container, Heading, Input, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { askAdmin, type CursorPage, queryOf } from "../../../ledger/asking";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { ACTIONS } from "./audit-words";

interface AuditEntry {
  id: string;
  occurred_at: string;
  actor_id: string;
  action: string;
  subject_id: string;
  before: object | null;
  after: object | null;
  reason: string | null;
}

interface AuditPageOfEntries extends CursorPage {
  entries: AuditEntry[];
}

/** Who did what to whom, how it looked before and after, and why. */
const AuditPage = () => {
  const [action, setAction] = useState("");
  const [subject, setSubject] = useState("");
  const subject_id = subject.trim();
  const list = useCursorList(["distribution-audit", action, subject_id], (cursor) =>
    askAdmin<AuditPageOfEntries>("GET", `audit?${queryOf({ action, subject_id, cursor, limit: 20 })}`),
  );
  const entries = list.data?.entries ?? [];
  return (
    <Container className="divide-y p-0" data-testid="distribution-audit">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>审计日志</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            只增不改：每个决定的操作人、前后变化与原因
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <div className="w-56">
            <Input
              type="search"
              size="small"
              placeholder="按对象编号筛选"
              aria-label="按对象编号筛选"
              value={subject}
              onChange={({ target }) => {
                setSubject(target.value);
                list.restart();
              }}
            />
          </div>
          <Filter
            label="操作"
            choices={ACTIONS}
            value={action}
            onChange={(value) => {
              setAction(value);
              list.restart();
            }}
          />
        </div>
      </div>
      <ListNote list={list} isEmpty={entries.length === 0} empty="没有符合条件的记录" />
      {entries.length > 0 && <AuditTable entries={entries} />}
      <Pager list={list} />
    </Container>
  );
};

const AuditTable = ({ entries }: { entries: AuditEntry[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>时间</Table.HeaderCell>
          <Table.HeaderCell>操作</Table.HeaderCell>
          <Table.HeaderCell>操作人</Table.HeaderCell>
          <Table.HeaderCell>对象</Table.HeaderCell>
          <Table.HeaderCell>变化</Table.HeaderCell>
          <Table.HeaderCell>原因</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {entries.map((entry) => (
          <Table.Row key={entry.id}>
            <Table.Cell className="whitespace-nowrap">{moment(entry.occurred_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{ACTIONS[entry.action] ?? entry.action}</Table.Cell>
            <Table.Cell className="font-mono text-xs">{short(entry.actor_id)}</Table.Cell>
            <Table.Cell className="font-mono text-xs" title={entry.subject_id}>
              {short(entry.subject_id)}
            </Table.Cell>
            <Table.Cell className="max-w-[360px] break-words py-2 font-mono text-xs">
              {entry.before && (
                <div className="text-ui-fg-muted line-through">{JSON.stringify(entry.before)}</div>
              )}
              {entry.after && <div>{JSON.stringify(entry.after)}</div>}
            </Table.Cell>
            <Table.Cell>{entry.reason ?? "—"}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

/** Ids are long; their end tells them apart. */
function short(id: string): string {
  const [prefix, rest] = id.split("_");
  return rest && rest.length > 10 ? `${prefix}_…${rest.slice(-8)}` : id;
}

export const config = defineRouteConfig({ label: "审计日志" });

export const handle = { breadcrumb: () => "审计日志" };

export default AuditPage;
