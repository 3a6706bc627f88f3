import { Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import type { Figure } from "./report-types";
import { NAMES, valueText } from "./texts";

/** A report's numbers, each with what it was in the period before. */
export const Figures = ({ figures }: { figures: Figure[] }) => (
  <dl className="grid grid-cols-2 gap-px md:grid-cols-4 xl:grid-cols-5" data-testid="figures">
    {figures.map((figure) => (
      <div key={figure.key} className="px-6 py-4" data-testid={`figure-${figure.key}`}>
        <dt className="txt-small text-ui-fg-subtle">{NAMES[figure.key] ?? figure.key}</dt>
        <dd className="txt-xlarge-plus tabular-nums">{valueText(figure.key, figure.kind, figure.value)}</dd>
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("上期 {{value}}", { value: valueText(figure.key, figure.kind, figure.previous) })}
          {changeOf(figure)}
        </Text>
      </div>
    ))}
  </dl>
);

/** By how much a number changed; of shares the difference would be read wrongly, and of nothing there is no part. */
function changeOf({ kind, value, previous }: Figure): string {
  const before = Number(previous ?? 0);
  if (value === null || before === 0 || kind === "bps") return "";
  const change = Math.round(((Number(value) - before) / Math.abs(before)) * 1_000) / 10;
  return ` · ${change > 0 ? "+" : ""}${change}%`;
}
