import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Loaded, read, t } from "@tengman/admin-kit";
import { useState } from "react";
import { storeDraft, storedDraft } from "../../../menu/draft-storage";
import { LIVE_MENU_KEY, LiveMenuCard } from "../../../menu/live-menu";
import { type Draft, draftOf, MENU_VERSIONS, type MenuVersion } from "../../../menu/menu";
import { MenuEditor } from "../../../menu/menu-editor";
import { VERSIONS_NAME, Versions } from "../../../menu/versions";

const KEY = [VERSIONS_NAME, "editor"] as const;

/** The menu: written beside a phone, published, and compared with what followers see. */
const MenuPage = () => {
  const query = useQuery({
    queryKey: KEY,
    queryFn: () => read<{ versions: MenuVersion[] }>(MENU_VERSIONS),
  });
  return <Loaded query={query}>{({ versions }) => <Workplace versions={versions} />}</Loaded>;
};

const Workplace = ({ versions }: { versions: readonly MenuVersion[] }) => {
  const client = useQueryClient();
  // What is being written; null while it is the latest version, unchanged.
  const [written, setWritten] = useState<Draft | null>(() => storedDraft(localStorage));
  // Another menu in the editor starts with no button chosen.
  const [opened, setOpened] = useState(0);
  const write = (draft: Draft | null) => {
    storeDraft(draft, localStorage);
    setWritten(draft);
  };
  const open = (draft: Draft) => {
    write(draft);
    setOpened(opened + 1);
    window.scrollTo({ top: 0, behavior: "smooth" });
  };
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [VERSIONS_NAME] }),
      client.invalidateQueries({ queryKey: LIVE_MENU_KEY }),
    ]);
  return (
    <div className="flex flex-col gap-y-3">
      <MenuEditor
        key={opened}
        draft={written ?? draftOf(versions[0]?.menu.button ?? [])}
        isChanged={written !== null}
        onChange={write}
        onSaved={async () => {
          // The latest version is read before it takes the draft's place.
          await refresh();
          write(null);
        }}
      />
      <LiveMenuCard versions={versions} onTake={(buttons) => open(draftOf(buttons))} />
      <Versions versions={versions} onOpen={({ menu }) => open(draftOf(menu.button))} onPublished={refresh} />
    </div>
  );
};

export const config = defineRouteConfig({ label: "自定义菜单", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("自定义菜单") };

export default MenuPage;
