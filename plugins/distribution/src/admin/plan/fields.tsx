import { Button, Input, Label, Select, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { bpsOfPercent, fenOfYuan, t, yuanOfFen } from "@tengman/admin-kit";
import { type ReactNode, useState } from "react";
import { findTargets, type Rate, type Target } from "./plan";
import { TARGET_WORDS } from "./plan-texts";
import { useTargetNames } from "./target-names";

/** A part of the form with its heading and a sentence that says what it is for. */
export const Section = ({
  title,
  note,
  action,
  children,
}: {
  title: string;
  note: string;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <section className="flex flex-col gap-y-4 px-6 py-4">
    <div className="flex items-start justify-between gap-x-4">
      <div>
        <Text weight="plus">{title}</Text>
        <Text size="small" className="text-ui-fg-subtle">
          {note}
        </Text>
      </div>
      {action}
    </div>
    {children}
  </section>
);

/** One input with its label. */
export const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex min-w-36 flex-1 flex-col gap-y-1">
    <Label size="small">{label}</Label>
    {children}
  </div>
);

/** A choice of a few. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
}) {
  return (
    <Select size="small" value={value} onValueChange={(next) => onChange(next as Value)}>
      <Select.Trigger aria-label={label}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {Object.entries<string>(options).map(([key, words]) => (
          <Select.Item key={key} value={key}>
            {words}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  );
}

/** Text that means something only when it can be read; what cannot is shown as wrong and kept out of the draft. */
function Typed<Value>({
  label,
  start,
  read,
  onRead,
  suffix,
}: {
  label: string;
  start: string;
  read: (typed: string) => Value | null;
  onRead: (value: Value) => void;
  suffix: string;
}) {
  const [typed, setTyped] = useState(start);
  return (
    <div className="flex items-center gap-x-2">
      <Input
        size="small"
        aria-label={label}
        aria-invalid={read(typed) === null}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          const value = read(target.value);
          if (value !== null) onRead(value);
        }}
      />
      <Text size="small" className="text-ui-fg-subtle whitespace-nowrap">
        {suffix}
      </Text>
    </div>
  );
}

/** An amount in yuan, kept as fen. */
export const YuanInput = (props: { label: string; fen: string; onChange: (fen: string) => void }) => (
  <Typed
    label={props.label}
    start={yuanOfFen(props.fen)}
    read={fenOfYuan}
    onRead={props.onChange}
    suffix={t("元")}
  />
);

/** A percentage, kept as basis points. */
export const PercentInput = (props: { label: string; bps: number; onChange: (bps: number) => void }) => (
  <Typed
    label={props.label}
    start={String(props.bps / 100)}
    read={bpsOfPercent}
    onRead={props.onChange}
    suffix="%"
  />
);

/** A whole number. */
export const CountInput = (props: {
  label: string;
  count: number;
  suffix: string;
  onChange: (count: number) => void;
}) => (
  <Typed
    label={props.label}
    start={String(props.count)}
    read={(typed) => (/^\d{1,6}$/.test(typed) ? Number(typed) : null)}
    onRead={props.onChange}
    suffix={props.suffix}
  />
);

/** A share or an amount. */
export const RateInput = ({
  label,
  rate,
  fixedWords,
  onChange,
}: {
  label: string;
  rate: Rate;
  /** What a fixed amount is for: each piece, or the whole. */
  fixedWords: string;
  onChange: (rate: Rate) => void;
}) => (
  <div className="flex items-center gap-x-2">
    <div className="w-28 shrink-0">
      <Choice
        label={t("{{label}}方式", { label })}
        value={"rate_bps" in rate ? "share" : "fixed"}
        options={{ share: t("按比例"), fixed: fixedWords }}
        onChange={(kind) => onChange(kind === "share" ? { rate_bps: 1_000 } : { fixed_fen: "100" })}
      />
    </div>
    {"rate_bps" in rate ? (
      <PercentInput
        key="share"
        label={label}
        bps={rate.rate_bps}
        onChange={(rate_bps) => onChange({ rate_bps })}
      />
    ) : (
      <YuanInput
        key="fixed"
        label={label}
        fen={rate.fixed_fen}
        onChange={(fixed_fen) => onChange({ fixed_fen })}
      />
    )}
  </div>
);

/** What a rule is for: a kind, and one of the shop's things of that kind, found by name. */
export const TargetInput = ({ target, onChange }: { target: Target; onChange: (target: Target) => void }) => {
  const [search, setSearch] = useState("");
  const type = target.type;
  const { data = [], isError } = useQuery({
    queryKey: ["distribution-plan-targets", type, search],
    queryFn: () => (type === "all" ? Promise.resolve([]) : findTargets(type, { q: search })),
  });
  const chosen = target.type === "all" ? "" : target.id;
  const known = chosen === "" || data.some(({ id }) => id === chosen);
  const nameOf = useTargetNames(known || target.type === "all" ? [] : [target]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="w-28">
        <Choice
          label={t("适用范围")}
          value={type}
          options={TARGET_WORDS}
          onChange={(next) => onChange(next === "all" ? { type: "all" } : { type: next, id: "" })}
        />
      </div>
      {target.type !== "all" && (
        <>
          <Input
            size="small"
            type="search"
            placeholder={t("按名称查找")}
            aria-label={t("按名称查找")}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <div className="min-w-48">
            <Choice
              label={TARGET_WORDS[target.type]}
              value={chosen}
              options={Object.fromEntries([
                ...(known ? [] : [[chosen, nameOf(target)]]),
                ...data.map(({ id, label }) => [id, label]),
              ])}
              onChange={(id) => onChange({ type: target.type, id })}
            />
          </div>
          {search !== "" && data.length === 0 && !isError && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("没有找到")}
            </Text>
          )}
          {isError && (
            <Text size="small" className="text-ui-fg-error">
              {t("读取失败")}
            </Text>
          )}
        </>
      )}
    </div>
  );
};

/** Removes a row. */
export const RemoveButton = ({ what, onClick }: { what: string; onClick: () => void }) => (
  <Button size="small" variant="transparent" aria-label={t("删除{{what}}", { what })} onClick={onClick}>
    {t("删除")}
  </Button>
);
