import { Button, Table } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Loaded, read, Status, t } from "@tengman/admin-kit";
import { useState } from "react";
import {
  FACTS,
  KINDS,
  type NoticeKind,
  type NoticeTemplate,
  TEMPLATES,
  type TemplatesAnswer,
} from "./notice";
import { TemplateDrawer } from "./template-drawer";

/** How each kind of notice is told: which template, and what its fields show. */
export const TemplatesCard = () => {
  const [opened, setOpened] = useState<NoticeKind | null>(null);
  const query = useQuery({
    queryKey: ["official-account-templates"],
    queryFn: () => read<TemplatesAnswer>(TEMPLATES),
  });
  return (
    <Card
      title={t("通知模板")}
      note={t("先在公众平台添加模板消息，再把模板 ID 和字段填到这里；没有模板的通知不会发送")}
      testId="notice-templates"
    >
      <Loaded query={query}>
        {({ templates, facts }) => (
          <>
            <TemplateTable templates={templates} onOpen={setOpened} />
            {opened && (
              <TemplateDrawer
                key={opened}
                kind={opened}
                template={templates.find(({ kind }) => kind === opened)}
                facts={facts[opened]}
                onClose={() => setOpened(null)}
                onDone={() => query.refetch()}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
};

const TemplateTable = ({
  templates,
  onOpen,
}: {
  templates: readonly NoticeTemplate[];
  onOpen: (kind: NoticeKind) => void;
}) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("通知")}</Table.HeaderCell>
        <Table.HeaderCell>{t("状态")}</Table.HeaderCell>
        <Table.HeaderCell>{t("显示的内容")}</Table.HeaderCell>
        <Table.HeaderCell />
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {(Object.keys(KINDS) as NoticeKind[]).map((kind) => {
        const template = templates.find((one) => one.kind === kind);
        return (
          <Table.Row key={kind}>
            <Table.Cell>{KINDS[kind]}</Table.Cell>
            <Table.Cell>
              <TemplateStatus template={template} />
            </Table.Cell>
            <Table.Cell>
              {template?.fields.map(({ fact, text }) => (fact ? FACTS[fact] : text)).join(t("、")) ?? "—"}
            </Table.Cell>
            <Table.Cell className="text-right">
              <Button size="small" variant="transparent" onClick={() => onOpen(kind)}>
                {template ? t("修改") : t("设置")}
              </Button>
            </Table.Cell>
          </Table.Row>
        );
      })}
    </Table.Body>
  </Table>
);

const TemplateStatus = ({ template }: { template: NoticeTemplate | undefined }) => {
  if (!template) {
    return <Status label={t("未设置")} color="grey" />;
  }
  return template.is_enabled ? (
    <Status label={t("已启用")} color="green" />
  ) : (
    <Status label={t("已停用")} color="grey" />
  );
};
