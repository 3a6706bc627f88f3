import { Button, Input } from "@medusajs/ui";
import { dayText, t } from "@tengman/admin-kit";

export interface Range {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const PRESETS = [1, 7, 30, 90];

/** The days up to and with today, in Shanghai. */
export function lastDays(days: number, now_ms: number): Range {
  return {
    from: dayText(new Date(now_ms - (days - 1) * DAY_MS).toISOString()),
    to: dayText(new Date(now_ms).toISOString()),
  };
}

/** Chooses days; the address of the page keeps them, so that it can be sent to somebody. */
export const RangePicker = ({ range, onChange }: { range: Range; onChange: (range: Range) => void }) => (
  <div className="flex flex-wrap items-center gap-2" data-testid="range">
    {PRESETS.map((days) => {
      const preset = lastDays(days, Date.now());
      const isChosen = preset.from === range.from && preset.to === range.to;
      return (
        <Button
          key={days}
          size="small"
          variant={isChosen ? "primary" : "secondary"}
          aria-pressed={isChosen}
          onClick={() => onChange(preset)}
        >
          {days === 1 ? t("今天") : t("近 {{days}} 天", { days })}
        </Button>
      );
    })}
    <Input
      type="date"
      size="small"
      aria-label={t("从")}
      value={range.from}
      max={range.to}
      onChange={(event) => event.target.value && onChange({ ...range, from: event.target.value })}
    />
    <Input
      type="date"
      size="small"
      aria-label={t("到")}
      value={range.to}
      min={range.from}
      onChange={(event) => event.target.value && onChange({ ...range, to: event.target.value })}
    />
  </div>
);
