import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Input, Select, Table, usePrompt } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Loaded, Note, PageLink, read, sdk, sendForm, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import type { Expression } from "../../../segment/segment";

interface Tag {
  readonly id: string;
  readonly name: string;
  readonly rule: Expression | null;
  readonly customers: number;
}

const TAGS = "/admin/crm/tags";
const BY_HAND = "by-hand";

/** Tags: by hand, or following a saved segment. */
const TagsPage = () => {
  const queries = useQueryClient();
  const tags = useQuery({ queryKey: ["crm-tags"], queryFn: () => read<{ tags: Tag[] }>(TAGS) });
  const refresh = () => queries.invalidateQueries({ queryKey: ["crm-tags"] });
  return (
    <Card
      title={t("标签")}
      note={t("手工标签由你打上；自动标签随人群条件打上和去掉，不影响手工打的")}
      level="h1"
      testId="crm-tags"
      aside={<NewTag onMade={refresh} />}
    >
      <Loaded query={tags}>
        {({ tags: all }) =>
          all.length === 0 ? <Note>{t("还没有标签")}</Note> : <TagTable tags={all} onRemoved={refresh} />
        }
      </Loaded>
    </Card>
  );
};

const NewTag = ({ onMade }: { onMade: () => void }) => {
  const [name, setName] = useState("");
  const [rule, setRule] = useState(BY_HAND);
  const list = useQuery({
    queryKey: ["crm-segments"],
    queryFn: () =>
      read<{ segments: { id: string; name: string; expression: Expression }[] }>("/admin/crm/segments"),
  });
  const segments = list.data?.segments ?? [];
  const making = useCommand(async () => {
    const segment = segments.find(({ id }) => id === rule);
    await sendForm(TAGS, { name: name.trim(), ...(segment ? { rule: segment.expression } : {}) });
    setName("");
    return t("已添加");
  }, onMade);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        size="small"
        aria-label={t("标签名称")}
        placeholder={t("标签名称")}
        value={name}
        maxLength={40}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="w-44">
        <Select size="small" value={rule} onValueChange={setRule}>
          <Select.Trigger aria-label={t("怎么打")}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value={BY_HAND}>{t("手工")}</Select.Item>
            {segments.map((segment) => (
              <Select.Item key={segment.id} value={segment.id}>
                {t("自动：{{name}}", { name: segment.name })}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <Button
        size="small"
        disabled={!name.trim()}
        isLoading={making.isBusy}
        onClick={() => making.run(undefined)}
      >
        {t("添加标签")}
      </Button>
    </div>
  );
};

const TagTable = ({ tags, onRemoved }: { tags: Tag[]; onRemoved: () => void }) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("标签")}</Table.HeaderCell>
        <Table.HeaderCell>{t("怎么打")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("顾客")}</Table.HeaderCell>
        <Table.HeaderCell />
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {tags.map(({ id, name, rule, customers }) => {
        const expression = JSON.stringify({ field: "tag", ids: [id] });
        return (
          <Table.Row key={id} data-testid="tag-row">
            <Table.Cell>{name}</Table.Cell>
            <Table.Cell>{rule ? t("自动") : t("手工")}</Table.Cell>
            <Table.Cell className="text-right">
              <PageLink to={`/crm/segments?expression=${encodeURIComponent(expression)}`}>
                {customers}
              </PageLink>
            </Table.Cell>
            <Table.Cell className="text-right">
              <RemoveTag id={id} name={name} onRemoved={onRemoved} />
            </Table.Cell>
          </Table.Row>
        );
      })}
    </Table.Body>
  </Table>
);

const RemoveTag = ({ id, name, onRemoved }: { id: string; name: string; onRemoved: () => void }) => {
  const ask = usePrompt();
  const removal = useCommand(async () => {
    await sdk.client.fetch(`${TAGS}/${id}`, { method: "DELETE" });
    return t("已删除");
  }, onRemoved);
  const remove = async () => {
    const isSure = await ask({
      title: t("删除标签 {{name}}？", { name }),
      description: t("所有顾客都会失去这个标签"),
      confirmText: t("删除"),
      cancelText: t("返回"),
    });
    if (isSure) {
      await removal.run(undefined);
    }
  };
  return (
    <Button size="small" variant="transparent" isLoading={removal.isBusy} onClick={remove}>
      {t("删除")}
    </Button>
  );
};

export const config = defineRouteConfig({
  label: "标签",
  nested: "/customers",
  rank: 4,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("标签") };

export default TagsPage;
