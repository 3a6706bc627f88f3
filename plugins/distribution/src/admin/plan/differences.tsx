import { Table } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import type { PlanDifference } from "./plan-lines";

/** What a version changes: before and after, thing by thing. */
export const Differences = ({ differences }: { differences: readonly PlanDifference[] }) => (
  <Table data-testid="plan-differences">
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("内容")}</Table.HeaderCell>
        <Table.HeaderCell>{t("原来")}</Table.HeaderCell>
        <Table.HeaderCell>{t("变为")}</Table.HeaderCell>
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {differences.map(({ id, name, before, after }) => (
        <Table.Row key={id}>
          <Table.Cell className="py-2">{name}</Table.Cell>
          <Table.Cell className="text-ui-fg-subtle whitespace-pre-wrap break-words py-2">
            {before ?? "—"}
          </Table.Cell>
          <Table.Cell className="whitespace-pre-wrap break-words py-2">{after ?? t("删除")}</Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);
