import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Table } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Loaded, read, Status, t } from "@tengman/admin-kit";
import { useState } from "react";
import { KINDS, PLAYS, type Play, type PlayKind } from "../../../play/play";
import { PlayDrawer } from "../../../play/play-drawer";

/** What the shop writes to customers by itself. */
const PlaysPage = () => {
  const [opened, setOpened] = useState<PlayKind | null>(null);
  const query = useQuery({ queryKey: ["crm-plays"], queryFn: () => read<{ plays: Play[] }>(PLAYS) });
  return (
    <Card
      title={t("自动触达")}
      note={t(
        "默认全部关闭；只发给同意营销且已关注的顾客，与群发触达合计每人 7 天内最多 2 条，免打扰时段不发",
      )}
      level="h1"
      testId="crm-plays"
    >
      <Loaded query={query}>
        {({ plays }) => {
          const play = plays.find(({ kind }) => kind === opened);
          return (
            <>
              <PlayTable plays={plays} onOpen={setOpened} />
              {play && (
                <PlayDrawer play={play} onClose={() => setOpened(null)} onDone={() => query.refetch()} />
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
};

const PlayTable = ({ plays, onOpen }: { plays: readonly Play[]; onOpen: (kind: PlayKind) => void }) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("名称")}</Table.HeaderCell>
        <Table.HeaderCell>{t("发给谁")}</Table.HeaderCell>
        <Table.HeaderCell>{t("状态")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("已发送")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("对照组")}</Table.HeaderCell>
        <Table.HeaderCell />
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {plays.map(({ kind, is_enabled, counts }) => (
        <Table.Row key={kind} data-testid={`play-${kind}`}>
          <Table.Cell className="whitespace-nowrap">{KINDS[kind].name}</Table.Cell>
          <Table.Cell>{KINDS[kind].when}</Table.Cell>
          <Table.Cell>
            {is_enabled ? (
              <Status label={t("已启用")} color="green" />
            ) : (
              <Status label={t("已关闭")} color="grey" />
            )}
          </Table.Cell>
          <Table.Cell className="text-right">{counts.sent ?? 0}</Table.Cell>
          <Table.Cell className="text-right">{counts.control ?? 0}</Table.Cell>
          <Table.Cell className="text-right">
            <Button size="small" variant="transparent" onClick={() => onOpen(kind)}>
              {t("设置")}
            </Button>
          </Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);

export const config = defineRouteConfig({ label: "自动触达", rank: 4, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("自动触达") };

export default PlaysPage;
