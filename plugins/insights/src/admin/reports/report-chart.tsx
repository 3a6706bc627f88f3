import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Chart } from "./charts";
import type { ReportTable, Row } from "./report-types";
import { NAMES, valueText } from "./texts";

/** Colours of Medusa's theme, which follow the dark one. */
const COLORS = ["var(--fg-interactive)", "var(--tag-green-icon)", "var(--tag-orange-icon)"];
const HEIGHT_PX = 280;

/** A picture of a table; the table stands below it and says the same. Loaded when it is first shown. */
export default function ReportChart({ table, chart }: { table: ReportTable; chart: Chart }) {
  const kindOf = (key: string) => table.columns.find((column) => column.key === key)?.kind ?? "count";
  const data = table.rows.slice(0, chart.most).map((row) => pointOf(row, chart, kindOf));
  const text = (value: unknown, key: unknown) =>
    [
      valueText(
        String(key),
        kindOf(String(key)),
        kindOf(String(key)) === "fen" ? String(Math.round(Number(value) * 100)) : Number(value),
      ),
      NAMES[String(key)] ?? String(key),
    ] as [string, string];
  const axes = (
    <>
      <CartesianGrid stroke="var(--border-base)" vertical={false} />
      <XAxis dataKey="label" tick={{ fill: "var(--fg-subtle)", fontSize: 12 }} />
      <YAxis tick={{ fill: "var(--fg-subtle)", fontSize: 12 }} width={72} />
      <Tooltip
        formatter={text}
        contentStyle={{ background: "var(--bg-base)", border: "1px solid var(--border-base)" }}
      />
    </>
  );
  return (
    <ResponsiveContainer width="100%" height={HEIGHT_PX}>
      {chart.shape === "line" ? (
        <LineChart data={data} accessibilityLayer>
          {axes}
          {chart.y.map((key, index) => (
            <Line
              key={key}
              dataKey={key}
              stroke={COLORS[index]}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      ) : (
        <BarChart data={data} accessibilityLayer>
          {axes}
          {chart.y.map((key, index) => (
            <Bar key={key} dataKey={key} fill={COLORS[index]} isAnimationActive={false} />
          ))}
        </BarChart>
      )}
    </ResponsiveContainer>
  );
}

/** Amounts are drawn in yuan. Only the picture rounds: figures are read from the table. */
function pointOf(row: Row, { x, y }: Chart, kindOf: (key: string) => string) {
  const values = y.map((key) => [key, Number(row[key] ?? 0) / (kindOf(key) === "fen" ? 100 : 1)]);
  return { label: valueText(x, "text", row[x] ?? null), ...Object.fromEntries(values) };
}
