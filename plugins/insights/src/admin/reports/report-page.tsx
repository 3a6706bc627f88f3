import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, DownloadButton, Loaded, Note, read, t } from "@tengman/admin-kit";
import { lazy, Suspense } from "react";
import { useSearchParams } from "react-router-dom";
import { CHARTS } from "./charts";
import { Figures } from "./figures";
import { lastDays, RangePicker } from "./range-picker";
import { ReportRows } from "./report-table";
import type { Report, ReportTable } from "./report-types";
import { TABLES } from "./texts";

const ReportChart = lazy(() => import("./report-chart"));
const USUAL_DAYS = 30;

/** A report: its numbers beside the period before, and each table with its picture and its file. */
export const ReportPage = ({ name, title, note }: { name: string; title: string; note: string }) => {
  const [search, setSearch] = useSearchParams();
  const usual = lastDays(USUAL_DAYS, Date.now());
  const range = { from: search.get("from") ?? usual.from, to: search.get("to") ?? usual.to };
  const query = useQuery({
    queryKey: ["insights", name, range.from, range.to],
    placeholderData: keepPreviousData,
    queryFn: async () => (await read<{ report: Report }>(`/admin/insights/reports/${name}`, range)).report,
  });
  return (
    <div className="flex flex-col gap-y-3" data-testid={`report-${name}`}>
      <Card
        level="h1"
        title={title}
        note={note}
        aside={<RangePicker range={range} onChange={(next) => setSearch({ ...next }, { replace: true })} />}
      >
        <Loaded query={query}>{({ figures }) => <Figures figures={figures} />}</Loaded>
      </Card>
      {query.data?.tables.map((table) => (
        <TableCard key={table.name} report={name} table={table} range={query.data.range} />
      ))}
    </div>
  );
};

const TableCard = ({
  report,
  table,
  range: { from, to },
}: {
  report: string;
  table: ReportTable;
  range: Report["range"];
}) => {
  const id = `${report}/${table.name}`;
  const chart = CHARTS[id];
  const path = `/admin/insights/reports/${id}?from=${from}&to=${to}`;
  return (
    <Card
      title={TABLES[id] ?? table.name}
      aside={
        <DownloadButton
          path={path}
          name={`${report}-${table.name}-${from}-${to}.csv`}
          label={t("导出 CSV")}
        />
      }
    >
      {table.rows.length === 0 && <Note>{t("这段时间没有数据")}</Note>}
      {chart && table.rows.length > 0 && (
        <div className="px-6 py-4" aria-hidden>
          <Suspense fallback={<Note>{t("正在读取…")}</Note>}>
            <ReportChart table={table} chart={chart} />
          </Suspense>
        </div>
      )}
      {table.rows.length > 0 && <ReportRows id={id} table={table} />}
    </Card>
  );
};
