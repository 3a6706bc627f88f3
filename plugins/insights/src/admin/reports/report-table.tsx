import { Table } from "@medusajs/ui";
import { HEATED } from "./charts";
import type { ReportTable, Row } from "./report-types";
import { NAMES, valueText } from "./texts";

const LEFT = ["text", "day", "channel"];
/** Longer tables are read as a file. */
const MOST_ROWS = 200;

/** The rows of a table; it says everything that its picture shows. */
export const ReportRows = ({ id, table }: { id: string; table: ReportTable }) => {
  const heatOf = HEATED.includes(id) ? heat(table) : () => undefined;
  return (
    <div className="overflow-x-auto" data-testid={`table-${table.name}`}>
      <Table>
        <Table.Header>
          <Table.Row>
            {table.columns.map(({ key, kind }) => (
              <Table.HeaderCell key={key} className={LEFT.includes(kind) ? "" : "text-right"}>
                {NAMES[key] ?? key}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {table.rows.slice(0, MOST_ROWS).map((row) => (
            <Table.Row key={JSON.stringify(row)}>
              {table.columns.map(({ key, kind }) => (
                <Table.Cell
                  key={key}
                  className={LEFT.includes(kind) ? "max-w-72 truncate" : "text-right tabular-nums"}
                  style={{ background: heatOf(row, key) }}
                >
                  {valueText(key, kind, row[key] ?? null)}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
};

/** The more a cell holds, the stronger its colour; the first column says what the row is. */
function heat({ columns, rows }: ReportTable) {
  const heated = columns.slice(1).filter(({ key }) => key !== "size");
  const most = Math.max(0, ...rows.flatMap((row) => heated.map(({ key }) => Number(row[key] ?? 0))));
  return (row: Row, key: string): string | undefined => {
    const share = most === 0 ? 0 : Math.round((Number(row[key] ?? 0) / most) * 60);
    const isHeated = share > 0 && heated.some((column) => column.key === key);
    return isHeated ? `color-mix(in srgb, var(--fg-interactive) ${share}%, transparent)` : undefined;
  };
}
