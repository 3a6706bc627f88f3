import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { useState } from "react";
import { moment } from "../../../ledger/amounts";
import { type Correction, fetchCorrections, type NameAndNumber } from "../../../ledger/corrections";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { Filter } from "../../../ledger/filter";
import { CorrectionDecision } from "./correction-decision";
import { CAUSES, STATES } from "./correction-words";

/** Wishes to have a wrongly told identity corrected. */
const IdentitiesPage = () => {
  const [state, setState] = useState("open");
  const [opened, setOpened] = useState<Correction | null>(null);
  const list = useCursorList(["distribution-corrections", state], (cursor) =>
    fetchCorrections(state, cursor),
  );
  const corrections = list.data?.corrections ?? [];
  return (
    <Container className="divide-y p-0" data-testid="distribution-corrections">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>实名更正</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            提现过的分销商更正姓名或证件号码须经审核；更正只影响之后的付款与报税，已申报的月份不变
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
      <ListNote list={list} isEmpty={corrections.length === 0} empty="没有更正申请" />
      {corrections.length > 0 && <CorrectionTable corrections={corrections} onOpen={setOpened} />}
      <Pager list={list} />
      {opened && (
        <CorrectionDecision
          correction={opened}
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

const CorrectionTable = ({
  corrections,
  onOpen,
}: {
  corrections: Correction[];
  onOpen: (correction: Correction) => void;
}) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>申请时间</Table.HeaderCell>
          <Table.HeaderCell>分销商</Table.HeaderCell>
          <Table.HeaderCell>原因</Table.HeaderCell>
          <Table.HeaderCell>当前登记</Table.HeaderCell>
          <Table.HeaderCell>更正为</Table.HeaderCell>
          <Table.HeaderCell>状态</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {corrections.map((correction) => (
          <Table.Row key={correction.id} className="cursor-pointer" onClick={() => onOpen(correction)}>
            <Table.Cell className="whitespace-nowrap">{moment(correction.requested_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{correction.distributor.display_name}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{CAUSES[correction.cause]}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{words(correction.told)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{words(correction.asked)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <StatusBadge color={STATES[correction.state].color}>
                {STATES[correction.state].label}
              </StatusBadge>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

const words = (identity: NameAndNumber | null) =>
  identity ? `${identity.real_name} ${identity.id_number}` : "—";

export const config = defineRouteConfig({ label: "实名更正" });

export const handle = { breadcrumb: () => "实名更正" };

export default IdentitiesPage;
