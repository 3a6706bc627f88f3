import { Button, Input, Label, Switch, Text, Textarea } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import {
  DetailDrawer,
  Fact,
  Facts,
  Loaded,
  read,
  sendForm,
  t,
  useCommand,
  yuan,
  yuanOrDash,
} from "@tengman/admin-kit";
import { useState } from "react";
import { bodyOf, COUNTS_DAYS, type Draft, draftOf, KINDS, PLAYS, type Play, type PlayResult } from "./play";

/** One play: what is written, to whom not, and what it brought. */
export const PlayDrawer = ({
  play,
  onClose,
  onDone,
}: {
  play: Play;
  onClose: () => void;
  onDone: () => void;
}) => {
  const [draft, setDraft] = useState(() => draftOf(play));
  const saving = useCommand(async () => {
    await sendForm(`${PLAYS}/${play.kind}`, bodyOf(draft));
    onClose();
    return t("已保存");
  }, onDone);
  return (
    <DetailDrawer
      title={KINDS[play.kind].name}
      testId="play-drawer"
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <Button size="small" isLoading={saving.isBusy} onClick={() => saving.run(undefined)}>
            {t("保存")}
          </Button>
        </div>
      }
    >
      <Fields kind={play.kind} draft={draft} onChange={setDraft} />
      <Result kind={play.kind} />
    </DetailDrawer>
  );
};

const Fields = ({
  kind,
  draft,
  onChange,
}: {
  kind: Play["kind"];
  draft: Draft;
  onChange: (draft: Draft) => void;
}) => {
  const inputs = [
    { name: "promotion_code", label: t("优惠码（可不填）") },
    { name: "control", label: t("对照组比例（%，0 至 50）") },
    ...(COUNTS_DAYS.includes(kind) ? [{ name: "days", label: t("天数") } as const] : []),
  ] as const;
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {KINDS[kind].when}
      </Text>
      <Label size="small" className="flex items-center gap-x-2">
        <Switch
          checked={draft.is_enabled}
          onCheckedChange={(is_enabled) => onChange({ ...draft, is_enabled })}
        />
        {t("启用")}
      </Label>
      <div className="flex flex-col gap-y-1">
        <Label size="small" htmlFor="play-message">
          {t("消息内容，有优惠码时用 {code} 代表它")}
        </Label>
        <Textarea
          id="play-message"
          maxLength={500}
          value={draft.message}
          onChange={({ target }) => onChange({ ...draft, message: target.value })}
        />
      </div>
      {inputs.map(({ name, label }) => (
        <div key={name} className="flex flex-col gap-y-1">
          <Label size="small" htmlFor={`play-${name}`}>
            {label}
          </Label>
          <Input
            id={`play-${name}`}
            size="small"
            value={draft[name]}
            onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
          />
        </div>
      ))}
    </div>
  );
};

const Result = ({ kind }: { kind: Play["kind"] }) => {
  const query = useQuery({
    queryKey: ["crm-play-result", kind],
    queryFn: () => read<{ result: PlayResult }>(`${PLAYS}/${kind}/result`),
  });
  return (
    <Loaded query={query}>
      {({ result: { treated, control, extra_fen, days } }) => (
        <Facts>
          <Fact name={t("统计范围")}>{t("近 {{days}} 天，触达后 7 天内的订单", { days })}</Fact>
          <Fact name={t("触达组购买人数")}>{`${treated.buyers} / ${treated.people}`}</Fact>
          <Fact name={t("触达组净额")}>{yuan(treated.net_fen)}</Fact>
          <Fact name={t("对照组购买人数")}>{`${control.buyers} / ${control.people}`}</Fact>
          <Fact name={t("对照组净额")}>{yuan(control.net_fen)}</Fact>
          <Fact name={t("多带来的净额")}>{yuanOrDash(extra_fen)}</Fact>
        </Facts>
      )}
    </Loaded>
  );
};
