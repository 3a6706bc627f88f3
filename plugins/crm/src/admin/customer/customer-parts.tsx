import { Badge, Button, Input, Switch, Text, Textarea } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Fact, Facts, read, sendForm, t, timeOrDash, timeText, useCommand, yuan } from "@tengman/admin-kit";
import { useState } from "react";
import { SOURCES } from "../segment/segment";
import { Choice } from "../segment/segment-form";
import { type CustomerPage, pathOf } from "./customer";

interface PartProps {
  readonly id: string;
  readonly page: CustomerPage;
  readonly onDone: () => void;
}

export const KnownFacts = ({ page: { facts } }: { page: CustomerPage }) => (
  <Facts>
    <Fact name={t("支付订单数")}>{facts.order_count}</Fact>
    <Fact name={t("净支付金额")}>{yuan(facts.net_fen)}</Fact>
    <Fact name={t("退款")}>
      {yuan(facts.refunded_fen)} · {t("{{count}} 次", { count: facts.refund_count })}
    </Fact>
    <Fact name={t("第一次下单")}>{timeOrDash(facts.first_order_at)}</Fact>
    <Fact name={t("最近一次下单")}>{timeOrDash(facts.last_order_at)}</Fact>
    <Fact name={t("最近浏览商品")}>{timeOrDash(facts.last_visit_at)}</Fact>
    <Fact name={t("来源")}>{SOURCES[facts.source as keyof typeof SOURCES] ?? facts.source}</Fact>
    {facts.follows !== null && <Fact name={t("关注公众号")}>{facts.follows ? t("是") : t("否")}</Fact>}
  </Facts>
);

/** A customer's tags; those set by hand can be taken, others added. */
export const Tags = ({ id, page: { tags }, onDone }: PartProps) => {
  const all = useQuery({
    queryKey: ["crm-tags"],
    queryFn: () => read<{ tags: { id: string; name: string }[] }>("/admin/crm/tags"),
  });
  const changing = useCommand(async (change: { add?: string[]; remove?: string[] }) => {
    await sendForm(`${pathOf(id)}/tags`, change);
    return "";
  }, onDone);
  const others = (all.data?.tags ?? []).filter((tag) => !tags.some((own) => own.id === tag.id));
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-4" data-testid="customer-tags">
      {tags.map((tag) => (
        <Badge key={tag.id} size="small">
          {tag.name}
          {tag.origin === "hand" && (
            <button
              type="button"
              className="ml-1"
              aria-label={t("去掉标签 {{name}}", { name: tag.name })}
              onClick={() => changing.run({ remove: [tag.id] })}
            >
              ×
            </button>
          )}
        </Badge>
      ))}
      {others.length > 0 && (
        <Choice
          label={t("打标签")}
          value=""
          choices={Object.fromEntries(others.map((tag) => [tag.id, tag.name]))}
          onChange={(tag_id) => changing.run({ add: [tag_id] })}
        />
      )}
    </div>
  );
};

/** Who looks after a customer, and whether the customer agreed to be written to. */
export const Care = ({ id, page: { care, users }, onDone }: PartProps) => {
  const list = useQuery({
    queryKey: ["crm-users"],
    queryFn: () =>
      read<{ users: { id: string; first_name: string | null; last_name: string | null; email: string }[] }>(
        "/admin/users",
        { limit: 100 },
      ),
  });
  const changing = useCommand(async (wanted: object) => {
    await sendForm(pathOf(id), wanted);
    return t("已保存");
  }, onDone);
  const people = (list.data?.users ?? []).map(({ id: user_id, first_name, last_name, email }) => [
    user_id,
    `${last_name ?? ""}${first_name ?? ""}` || email,
  ]);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
      <div className="flex items-center gap-2">
        <Text size="small">{t("跟进人")}</Text>
        <Choice
          label={t("选择跟进人")}
          value={care.owner_id ?? ""}
          choices={people.length > 0 ? Object.fromEntries(people) : users}
          onChange={(owner_id) => changing.run({ owner_id })}
        />
      </div>
      <div className="flex items-center gap-2">
        <Text size="small">{t("同意接收营销消息")}</Text>
        <Switch
          aria-label={t("同意接收营销消息")}
          checked={care.consents_to_marketing}
          onCheckedChange={(consents_to_marketing) => changing.run({ consents_to_marketing })}
        />
      </div>
    </div>
  );
};

export const Notes = ({ id, page: { notes, users }, onDone }: PartProps) => {
  const [body, setBody] = useState("");
  const adding = useCommand(async () => {
    await sendForm(`${pathOf(id)}/notes`, { body: body.trim() });
    setBody("");
    return "";
  }, onDone);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4" data-testid="customer-notes">
      {notes.map((note) => (
        <div key={note.id}>
          <Text size="small">{note.body}</Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {timeText(note.created_at)} · {users[note.author_id] ?? "—"}
          </Text>
        </div>
      ))}
      <Textarea
        aria-label={t("备注")}
        placeholder={t("备注，只有店铺员工看得到")}
        value={body}
        maxLength={2_000}
        onChange={({ target }) => setBody(target.value)}
      />
      <div>
        <Button
          size="small"
          variant="secondary"
          disabled={!body.trim()}
          isLoading={adding.isBusy}
          onClick={() => adding.run(undefined)}
        >
          {t("写备注")}
        </Button>
      </div>
    </div>
  );
};

export const Tasks = ({ id, page: { tasks, users }, onDone }: PartProps) => {
  const [title, setTitle] = useState("");
  const [due_on, setDue] = useState("");
  const adding = useCommand(async () => {
    await sendForm(`${pathOf(id)}/tasks`, { title: title.trim(), due_on: due_on || null });
    setTitle("");
    return "";
  }, onDone);
  const finishing = useCommand(async (task_id: string) => {
    await sendForm(`/admin/crm/tasks/${task_id}`, { is_done: true });
    return t("已完成");
  }, onDone);
  const open = tasks.filter(({ done_at }) => done_at === null);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4" data-testid="customer-tasks">
      {open.map((task) => (
        <div key={task.id} className="flex items-center justify-between gap-2">
          <Text size="small">
            {task.title}
            <span className="text-ui-fg-muted">{` ${task.due_on ?? ""} ${users[task.assignee_id] ?? ""}`}</span>
          </Text>
          <Button size="small" variant="transparent" onClick={() => finishing.run(task.id)}>
            {t("完成")}
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Input
          size="small"
          aria-label={t("待办")}
          placeholder={t("待办")}
          value={title}
          maxLength={200}
          onChange={({ target }) => setTitle(target.value)}
        />
        <Input
          size="small"
          type="date"
          aria-label={t("截止日期")}
          value={due_on}
          onChange={({ target }) => setDue(target.value)}
        />
        <Button
          size="small"
          variant="secondary"
          disabled={!title.trim()}
          isLoading={adding.isBusy}
          onClick={() => adding.run(undefined)}
        >
          {t("添加待办")}
        </Button>
      </div>
    </div>
  );
};
