import { Button, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { Card, Loaded, read, Status, t } from "@tengman/admin-kit";
import {
  differencePlace,
  differenceText,
  type LiveMenu,
  MENU,
  type MenuButton,
  type MenuVersion,
} from "./menu";

export const LIVE_MENU_KEY = ["official-account-live-menu"] as const;

/** What followers see now, read from WeChat, and where it is not what was published here. */
export const LiveMenuCard = ({
  versions,
  onTake,
}: {
  versions: readonly MenuVersion[];
  onTake: (buttons: readonly MenuButton[]) => void;
}) => {
  const query = useQuery({
    queryKey: LIVE_MENU_KEY,
    queryFn: () => read<{ live: LiveMenu }>(MENU),
  });
  const live = query.data?.live;
  return (
    <Card
      title={t("线上菜单")}
      note={t("从微信读取，也包括在微信后台改过的内容")}
      testId="live-menu"
      aside={
        <div className="flex gap-x-2">
          <Button
            size="small"
            variant="secondary"
            isLoading={query.isFetching}
            onClick={() => query.refetch()}
          >
            {t("重新读取")}
          </Button>
          {live && live.buttons.length > 0 && (
            <Button size="small" variant="secondary" onClick={() => onTake(live.buttons)}>
              {t("在编辑区打开")}
            </Button>
          )}
        </div>
      }
    >
      <Loaded query={query}>{(data) => <Comparison live={data.live} versions={versions} />}</Loaded>
    </Card>
  );
};

const Comparison = ({ live, versions }: { live: LiveMenu; versions: readonly MenuVersion[] }) => {
  const number = versions.find(({ id }) => id === live.published_version)?.number;
  if (!live.is_open && live.published_version === null) {
    return (
      <Text size="small" className="px-6 py-4">
        {t("公众号现在没有菜单")}
      </Text>
    );
  }
  if (live.published_version === null) {
    return (
      <Text size="small" className="px-6 py-4">
        {t("线上的菜单不是在这里发布的，共 {{count}} 个", { count: live.buttons.length })}
      </Text>
    );
  }
  if (live.differences.length === 0) {
    return (
      <div className="px-6 py-4">
        <Status label={t("与第 {{number}} 版一致", { number: number ?? "—" })} color="green" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-y-2 py-4">
      <div className="px-6">
        <Status
          label={t("与第 {{number}} 版有 {{count}} 处不同", {
            number: number ?? "—",
            count: live.differences.length,
          })}
          color="orange"
        />
      </div>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("位置")}</Table.HeaderCell>
            <Table.HeaderCell>{t("这里发布的")}</Table.HeaderCell>
            <Table.HeaderCell>{t("线上的")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {live.differences.map(({ at, ours, live: theirs }) => (
            <Table.Row key={at}>
              <Table.Cell>{differencePlace(at)}</Table.Cell>
              <Table.Cell className="break-all">{differenceText(ours)}</Table.Cell>
              <Table.Cell className="break-all">{differenceText(theirs)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
};
