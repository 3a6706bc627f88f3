import { Button, Input, Label, Switch, Table, Text, Textarea } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Loaded, Note, read, sendForm, t, timeText, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import {
  ALERT_SETTINGS,
  type AlertRule,
  HAPPENED,
  KINDS,
  MESSAGE_STATES,
  type Message,
  type Settings,
  type SettingsAnswer,
  thresholdOf,
  typedOf,
  UNITS,
} from "./alert";

/** What raises an alert, who is told and when nobody is, and what became of the latest messages. */
export const SettingsCard = () => {
  const query = useQuery({
    queryKey: ["insights-alert-settings"],
    queryFn: () => read<SettingsAnswer>(ALERT_SETTINGS),
  });
  return (
    <Loaded query={query}>
      {({ settings, messages }) => (
        <>
          <SettingsForm settings={settings} onDone={() => query.refetch()} />
          <MessagesCard messages={messages} />
        </>
      )}
    </Loaded>
  );
};

interface Draft {
  readonly rules: readonly (Pick<AlertRule, "kind" | "is_enabled"> & { readonly typed: string })[];
  readonly emails: string;
  readonly webhook_url: string;
  readonly from_hour: string;
  readonly until_hour: string;
}

const draftOf = ({ rules, emails, webhook_url, quiet_hours }: Settings): Draft => ({
  rules: rules.map((rule) => ({ kind: rule.kind, is_enabled: rule.is_enabled, typed: typedOf(rule) })),
  emails: emails.join("\n"),
  webhook_url: webhook_url ?? "",
  from_hour: String(quiet_hours.from_hour),
  until_hour: String(quiet_hours.until_hour),
});

const settingsOf = ({ rules, emails, webhook_url, from_hour, until_hour }: Draft): Settings => ({
  rules: rules.map(({ kind, is_enabled, typed }) => ({
    kind,
    is_enabled,
    threshold: thresholdOf(kind, typed),
  })),
  emails: emails.split(/\s+/).filter(Boolean),
  webhook_url: webhook_url.trim() || null,
  quiet_hours: { from_hour: Number(from_hour), until_hour: Number(until_hour) },
});

const SettingsForm = ({ settings, onDone }: { settings: Settings; onDone: () => void }) => {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [secret, setSecret] = useState<string | null>(null);
  const saving = useCommand(async () => {
    const saved = await sendForm<{ webhook_secret?: string }>(ALERT_SETTINGS, settingsOf(draft));
    setSecret(saved.webhook_secret ?? null);
    return t("已保存");
  }, onDone);
  return (
    <Card title={t("预警设置")} note={t("每 5 分钟检查一次；同一原因只提醒一次，恢复后自动关闭")}>
      <RuleRows draft={draft} onChange={setDraft} />
      <Recipients draft={draft} onChange={setDraft} />
      {secret && <Note>{t("请保存消息推送的签名密钥，之后不再显示：{{secret}}", { secret })}</Note>}
      <div className="flex justify-end px-6 py-4">
        <Button size="small" isLoading={saving.isBusy} onClick={() => saving.run(undefined)}>
          {t("保存")}
        </Button>
      </div>
    </Card>
  );
};

interface Part {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const RuleRows = ({ draft, onChange }: Part) => (
  <div className="flex flex-col gap-y-3 px-6 py-4">
    {draft.rules.map(({ kind, is_enabled, typed }) => {
      const change = (part: Partial<Draft["rules"][number]>) =>
        onChange({
          ...draft,
          rules: draft.rules.map((rule) => (rule.kind === kind ? { ...rule, ...part } : rule)),
        });
      return (
        <div key={kind} className="grid items-center gap-2 md:grid-cols-3">
          <Label size="small" className="flex items-center gap-x-2">
            <Switch checked={is_enabled} onCheckedChange={(checked) => change({ is_enabled: checked })} />
            {KINDS[kind]}
          </Label>
          <Text size="small" className="text-ui-fg-subtle">
            {UNITS[kind].label}
          </Text>
          {kind !== "ledger_difference" && (
            <Input
              size="small"
              aria-label={UNITS[kind].label}
              inputMode="decimal"
              value={typed}
              onChange={({ target }) => change({ typed: target.value })}
            />
          )}
        </div>
      );
    })}
  </div>
);

const Recipients = ({ draft, onChange }: Part) => (
  <div className="grid gap-3 px-6 py-4 md:grid-cols-2">
    <div className="flex flex-col gap-y-1">
      <Label size="small" htmlFor="alert-emails">
        {t("提醒邮箱，每行一个")}
      </Label>
      <Textarea
        id="alert-emails"
        value={draft.emails}
        onChange={({ target }) => onChange({ ...draft, emails: target.value })}
      />
    </div>
    <div className="flex flex-col gap-y-1">
      <Label size="small" htmlFor="alert-webhook">
        {t("消息推送地址（https，可不填）")}
      </Label>
      <Input
        id="alert-webhook"
        size="small"
        placeholder="https://"
        value={draft.webhook_url}
        onChange={({ target }) => onChange({ ...draft, webhook_url: target.value })}
      />
      <Label size="small">{t("免打扰时段（北京时间，整点；相同则不启用）")}</Label>
      <div className="flex items-center gap-x-2">
        {(["from_hour", "until_hour"] as const).map((name) => (
          <Input
            key={name}
            size="small"
            inputMode="numeric"
            aria-label={name === "from_hour" ? t("开始整点") : t("结束整点")}
            value={draft[name]}
            onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
          />
        ))}
      </div>
    </div>
  </div>
);

const MessagesCard = ({ messages }: { messages: readonly Message[] }) => (
  <Card title={t("最近的提醒")}>
    {messages.length === 0 ? (
      <Note>{t("还没有发出提醒")}</Note>
    ) : (
      <div className="overflow-x-auto">
        <Table>
          <Table.Body>
            {messages.map(({ id, happened, recipient, state, reason, next_attempt_at, sent_at }) => (
              <Table.Row key={id}>
                <Table.Cell>{timeText(sent_at ?? next_attempt_at)}</Table.Cell>
                <Table.Cell>{HAPPENED[happened]}</Table.Cell>
                <Table.Cell className="max-w-80 truncate">{recipient}</Table.Cell>
                <Table.Cell>{MESSAGE_STATES[state]}</Table.Cell>
                <Table.Cell>{reason ?? ""}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    )}
  </Card>
);
