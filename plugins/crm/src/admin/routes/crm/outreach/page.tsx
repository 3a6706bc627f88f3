import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Input, Label, Select, Table, Text, Textarea } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  Card,
  DetailDrawer,
  Fact,
  Facts,
  Loaded,
  Note,
  read,
  sendForm,
  t,
  timeText,
  useCommand,
  yuan,
  yuanOrDash,
} from "@tengman/admin-kit";
import { useState } from "react";
import type { Expression } from "../../../segment/segment";

interface Outreach {
  readonly id: string;
  readonly name: string;
  readonly promotion_code: string;
  readonly message: string;
  readonly measured_days: number;
  readonly started_at: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface Group {
  readonly people: number;
  readonly buyers: number;
  readonly orders: number;
  readonly net_fen: string;
}

interface Measured {
  readonly outreach: Outreach;
  readonly result: { readonly treated: Group; readonly control: Group; readonly extra_fen: string | null };
}

interface Reach {
  readonly customers: number;
  readonly reached: number;
  readonly no_consent: number;
  readonly not_following: number;
  readonly capped: number;
}

const OUTREACH = "/admin/crm/outreach";

/** Messages with a coupon to a segment, and what they brought beside those who got none. */
const OutreachPage = () => {
  const [opened, setOpened] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ["crm-outreach"],
    queryFn: () => read<{ outreaches: Outreach[] }>(OUTREACH),
  });
  return (
    <div className="flex flex-col gap-y-3" data-testid="crm-outreach">
      <NewOutreach />
      <Card title={t("触达记录")}>
        <Loaded query={list}>
          {({ outreaches }) =>
            outreaches.length === 0 ? (
              <Note>{t("还没有触达")}</Note>
            ) : (
              <OutreachTable outreaches={outreaches} onOpen={setOpened} />
            )
          }
        </Loaded>
      </Card>
      {opened && <ResultDrawer id={opened} onClose={() => setOpened(null)} />}
    </div>
  );
};

interface Draft {
  readonly name: string;
  readonly segment_id: string;
  readonly promotion_code: string;
  readonly message: string;
  /** A percentage as typed. */
  readonly control: string;
}

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly expression: Expression;
}

const EMPTY: Draft = { name: "", segment_id: "", promotion_code: "", message: "", control: "10" };

const isComplete = ({ name, promotion_code, message }: Draft): boolean =>
  name.trim() !== "" && promotion_code.trim() !== "" && message.includes("{code}");

const NewOutreach = () => {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const segments = useQuery({
    queryKey: ["crm-segments"],
    queryFn: () => read<{ segments: Saved[] }>("/admin/crm/segments"),
  });
  const saved = segments.data?.segments ?? [];
  const expression = saved.find(({ id }) => id === draft.segment_id)?.expression;
  const starting = useCommand(
    async () => {
      await sendForm(OUTREACH, {
        name: draft.name.trim(),
        expression,
        promotion_code: draft.promotion_code.trim(),
        message: draft.message.trim(),
        control_bps: Math.round(Number(draft.control) * 100),
      });
      setDraft(EMPTY);
      return t("已开始，消息将陆续发出");
    },
    () => queries.invalidateQueries({ queryKey: ["crm-outreach"] }),
  );
  return (
    <Card
      title={t("触达")}
      note={t("给一个人群发带优惠码的公众号消息；只发给同意营销且已关注的顾客，每人 7 天内最多 2 条")}
      level="h1"
    >
      <DraftFields draft={draft} segments={saved} onChange={setDraft} />
      {expression && <ReachLine expression={expression} />}
      <div className="px-6 py-4">
        <Button
          size="small"
          disabled={!expression || !isComplete(draft)}
          isLoading={starting.isBusy}
          onClick={() => starting.run(undefined)}
        >
          {t("开始触达")}
        </Button>
      </div>
    </Card>
  );
};

const DraftFields = ({
  draft,
  segments,
  onChange,
}: {
  draft: Draft;
  segments: Saved[];
  onChange: (draft: Draft) => void;
}) => {
  const fields = [
    { name: "name", label: t("名称") },
    { name: "promotion_code", label: t("优惠码") },
    { name: "control", label: t("对照组比例（%，0 至 50）") },
  ] as const;
  return (
    <div className="grid gap-3 px-6 py-4 md:grid-cols-2">
      <div className="flex flex-col gap-y-1">
        <Label size="small">{t("人群")}</Label>
        <Select
          size="small"
          value={draft.segment_id}
          onValueChange={(segment_id) => onChange({ ...draft, segment_id })}
        >
          <Select.Trigger aria-label={t("人群")}>
            <Select.Value placeholder={t("选择已保存的人群")} />
          </Select.Trigger>
          <Select.Content>
            {segments.map((segment) => (
              <Select.Item key={segment.id} value={segment.id}>
                {segment.name}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      {fields.map(({ name, label }) => (
        <div key={name} className="flex flex-col gap-y-1">
          <Label size="small" htmlFor={`outreach-${name}`}>
            {label}
          </Label>
          <Input
            id={`outreach-${name}`}
            size="small"
            value={draft[name]}
            onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
          />
        </div>
      ))}
      <div className="flex flex-col gap-y-1 md:col-span-2">
        <Label size="small" htmlFor="outreach-message">
          {t("消息内容，用 {code} 代表优惠码")}
        </Label>
        <Textarea
          id="outreach-message"
          value={draft.message}
          maxLength={500}
          onChange={({ target }) => onChange({ ...draft, message: target.value })}
        />
      </div>
    </div>
  );
};

const ReachLine = ({ expression }: { expression: Expression }) => {
  const reach = useQuery({
    queryKey: ["crm-outreach-reach", expression],
    queryFn: () => sendForm<{ reach: Reach }>(`${OUTREACH}/preview`, { expression }),
  });
  return (
    <Loaded query={reach}>
      {({ reach: { customers, reached, no_consent, not_following, capped } }) => (
        <div className="px-6 py-4" data-testid="outreach-reach">
          <Text size="small" weight="plus">
            {t("{{customers}} 位顾客中可触达 {{reached}} 位", { customers, reached })}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {t("未同意营销 {{no_consent}}，未关注 {{not_following}}，近期已发过 {{capped}}", {
              no_consent,
              not_following,
              capped,
            })}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("微信只允许给 48 小时内来过消息的关注者发送，其余会显示未送达；夜间不发送")}
          </Text>
        </div>
      )}
    </Loaded>
  );
};

const OutreachTable = ({ outreaches, onOpen }: { outreaches: Outreach[]; onOpen: (id: string) => void }) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("名称")}</Table.HeaderCell>
        <Table.HeaderCell>{t("优惠码")}</Table.HeaderCell>
        <Table.HeaderCell>{t("开始时间")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("等待")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("已发送")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("未送达")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("对照组")}</Table.HeaderCell>
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {outreaches.map(({ id, name, promotion_code, started_at, counts }) => (
        <Table.Row key={id} className="cursor-pointer" onClick={() => onOpen(id)} data-testid="outreach-row">
          <Table.Cell>{name}</Table.Cell>
          <Table.Cell>{promotion_code}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{timeText(started_at)}</Table.Cell>
          <Table.Cell className="text-right">{(counts.waiting ?? 0) + (counts.sending ?? 0)}</Table.Cell>
          <Table.Cell className="text-right">{counts.sent ?? 0}</Table.Cell>
          <Table.Cell className="text-right">{(counts.failed ?? 0) + (counts.skipped ?? 0)}</Table.Cell>
          <Table.Cell className="text-right">{counts.control ?? 0}</Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);

const ResultDrawer = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const measured = useQuery({
    queryKey: ["crm-outreach-result", id],
    queryFn: () => read<Measured>(`${OUTREACH}/${id}`),
  });
  return (
    <DetailDrawer
      title={measured.data?.outreach.name ?? t("触达")}
      testId="outreach-result"
      onClose={onClose}
    >
      <Loaded query={measured}>
        {({ outreach, result }) => (
          <>
            <Facts>
              <Fact name={t("消息内容")}>{outreach.message}</Fact>
              <Fact name={t("统计天数")}>{outreach.measured_days}</Fact>
              <Fact name={t("比对照组多带来")}>{yuanOrDash(result.extra_fen)}</Fact>
            </Facts>
            <GroupFacts title={t("触达组")} group={result.treated} />
            <GroupFacts title={t("对照组")} group={result.control} />
          </>
        )}
      </Loaded>
    </DetailDrawer>
  );
};

const GroupFacts = ({ title, group }: { title: string; group: Group }) => (
  <Facts>
    <Fact name={title}>{t("{{people}} 人", { people: group.people })}</Fact>
    <Fact name={t("下单人数")}>{group.buyers}</Fact>
    <Fact name={t("支付订单数")}>{group.orders}</Fact>
    <Fact name={t("净支付金额")}>{yuan(group.net_fen)}</Fact>
  </Facts>
);

export const config = defineRouteConfig({
  label: "触达",
  nested: "/customers",
  rank: 5,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("触达") };

export default OutreachPage;
