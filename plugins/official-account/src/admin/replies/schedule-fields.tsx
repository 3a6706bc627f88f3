import { Checkbox, Input, Label, Text } from "@medusajs/ui";
import { instantOfInput, shanghaiInput, t } from "@tengman/admin-kit";
import { type Schedule, WEEKDAYS } from "./reply";

/** A schedule without what is empty: the server reads an absent part as "always". */
function cleaned({ from, until, weekdays, begins, ends }: Schedule): Schedule {
  return {
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(weekdays?.length ? { weekdays } : {}),
    ...(begins ? { begins } : {}),
    ...(ends ? { ends } : {}),
  };
}

/** When a rule is in force: days from and until, days of the week, hours of the day. */
export const ScheduleFields = ({
  schedule,
  isWrong,
  onChange,
}: {
  schedule: Schedule;
  isWrong: boolean;
  onChange: (schedule: Schedule) => void;
}) => {
  const change = (part: Schedule) => onChange(cleaned({ ...schedule, ...part }));
  const moment = (name: "from" | "until", label: string) => (
    <Input
      size="small"
      type="datetime-local"
      aria-label={label}
      value={schedule[name] ? shanghaiInput(schedule[name]) : ""}
      onChange={({ target }) => change({ [name]: target.value ? instantOfInput(target.value) : "" })}
    />
  );
  const hour = (name: "begins" | "ends", label: string) => (
    <Input
      size="small"
      type="time"
      aria-label={label}
      value={schedule[name] ?? ""}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  );
  const days = schedule.weekdays ?? [];
  const toggle = (day: number) =>
    change({ weekdays: days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort() });
  return (
    <fieldset className="flex flex-col gap-y-2">
      <legend className="txt-compact-small-plus mb-1">{t("生效时间（不填为一直生效）")}</legend>
      <div className="grid grid-cols-2 gap-2">
        {moment("from", t("开始日期"))}
        {moment("until", t("结束日期"))}
        {hour("begins", t("每天开始"))}
        {hour("ends", t("每天结束"))}
      </div>
      <div className="flex flex-wrap gap-3">
        {WEEKDAYS.map((text, index) => (
          <Label key={text} size="small" className="flex items-center gap-x-1">
            <Checkbox checked={days.includes(index + 1)} onCheckedChange={() => toggle(index + 1)} />
            {text}
          </Label>
        ))}
      </div>
      {isWrong && (
        <Text size="small" className="text-ui-fg-error" role="alert">
          {t("每天的开始和结束要同时填写")}
        </Text>
      )}
    </fieldset>
  );
};
