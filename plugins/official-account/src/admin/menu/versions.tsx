import { Button, usePrompt } from "@medusajs/ui";
import { type Column, ListPage, send, t, timeText, useCommand, useUserNames } from "@tengman/admin-kit";
import { MENU_VERSIONS, type MenuVersion } from "./menu";

export const VERSIONS_NAME = "official-account-menu-versions";

interface VersionPage {
  versions: MenuVersion[];
  /** All come at once. */
  next_cursor?: never;
}

/** The versions of the menu: who wrote and who published each, and the way back to an earlier one. */
export const Versions = ({
  versions,
  onOpen,
  onPublished,
}: {
  versions: readonly MenuVersion[];
  onOpen: (version: MenuVersion) => void;
  onPublished: () => void;
}) => {
  const people = versions.flatMap(({ created_by, published_by }) => [created_by, published_by ?? ""]);
  const nameOf = useUserNames(people.filter(Boolean));
  const who = (at: string | null, by: string | null) => (at && by ? `${timeText(at)} · ${nameOf(by)}` : "—");
  const columns: Column<MenuVersion>[] = [
    { id: "number", title: t("版本"), cell: ({ number }) => t("第 {{number}} 版", { number }) },
    { id: "note", title: t("备注"), cell: ({ note }) => note || "—" },
    {
      id: "created",
      title: t("保存时间"),
      cell: ({ created_at, created_by }) => who(created_at, created_by),
    },
    {
      id: "published",
      title: t("最近发布"),
      cell: ({ published_at, published_by }) => who(published_at, published_by),
    },
    {
      id: "actions",
      title: "",
      cell: (version) => <VersionActions version={version} onOpen={onOpen} onPublished={onPublished} />,
    },
  ];
  return (
    <ListPage<MenuVersion, VersionPage>
      name={VERSIONS_NAME}
      title={t("历史版本")}
      level="h2"
      path={MENU_VERSIONS}
      rowsOf={(page) => page.versions}
      rowId={({ id }) => id}
      columns={columns}
      empty={t("还没有保存过菜单")}
    />
  );
};

const VersionActions = ({
  version,
  onOpen,
  onPublished,
}: {
  version: MenuVersion;
  onOpen: (version: MenuVersion) => void;
  onPublished: () => void;
}) => {
  const ask = usePrompt();
  const publishing = useCommand(async () => {
    await send(`${MENU_VERSIONS}/${version.id}/publish`);
    return t("第 {{number}} 版已发布", { number: version.number });
  }, onPublished);
  const publish = async () => {
    const isSure = await ask({
      title: t("发布第 {{number}} 版？", { number: version.number }),
      description: t("粉丝看到的菜单会换成这一版。"),
      confirmText: t("发布"),
      cancelText: t("取消"),
      variant: "confirmation",
    });
    if (isSure) {
      await publishing.run(undefined);
    }
  };
  return (
    <span className="flex items-center justify-end gap-x-2">
      <Button size="small" variant="transparent" onClick={() => onOpen(version)}>
        {t("在编辑区打开")}
      </Button>
      <Button size="small" variant="transparent" isLoading={publishing.isBusy} onClick={publish}>
        {t("发布")}
      </Button>
    </span>
  );
};
