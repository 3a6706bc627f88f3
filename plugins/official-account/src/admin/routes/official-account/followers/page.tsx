import { defineRouteConfig } from "@medusajs/admin-sdk";
import { type Column, CustomerLink, ListPage, Status, t, timeOrDash } from "@tengman/admin-kit";
import { useState } from "react";
import {
  FOLLOWERS,
  type Follower,
  type FollowerPage,
  lastSeenOf,
  sourceOf,
} from "../../../followers/follower";
import { ConversationDrawer, MESSAGE_LISTS } from "../../../messages/conversation-drawer";
import { followerName } from "../../../messages/message";

const columns = (): Column<Follower>[] => [
  {
    id: "who",
    title: t("粉丝"),
    cell: (follower) =>
      follower.customer_id ? (
        <CustomerLink id={follower.customer_id}>{followerName(follower)}</CustomerLink>
      ) : (
        followerName(follower)
      ),
  },
  {
    id: "state",
    title: t("状态"),
    cell: ({ is_subscribed }) =>
      is_subscribed ? (
        <Status label={t("已关注")} color="green" />
      ) : (
        <Status label={t("已取消关注")} color="grey" />
      ),
  },
  { id: "source", title: t("来源"), cell: sourceOf },
  { id: "since", title: t("关注时间"), cell: ({ subscribed_at }) => timeOrDash(subscribed_at) },
  { id: "seen", title: t("最近互动"), cell: (follower) => timeOrDash(lastSeenOf(follower)) },
];

/** Who follows the account or did, where they came from, and which customers they are. */
const FollowersPage = () => {
  const [opened, setOpened] = useState<Follower | null>(null);
  return (
    <>
      <ListPage<Follower, FollowerPage>
        name={MESSAGE_LISTS[1]}
        title={t("粉丝")}
        note={t("微信不提供昵称；登录过商城的粉丝显示商城里的昵称")}
        path={FOLLOWERS}
        isByOffset
        rowsOf={({ followers }) => followers}
        rowId={({ openid }) => openid}
        columns={columns()}
        search={t("搜索昵称、openid 或顾客 ID")}
        filters={[
          {
            id: "state",
            label: t("状态"),
            options: { following: t("已关注"), left: t("已取消关注") },
          },
        ]}
        empty={t("还没有粉丝")}
        noMatch={t("没有这样的粉丝")}
        summary={({ count }) => (
          <div className="txt-small text-ui-fg-subtle px-6 py-2">{t("共 {{count}} 人", { count })}</div>
        )}
        onOpen={setOpened}
      />
      {opened && <ConversationDrawer person={opened} follower={opened} onClose={() => setOpened(null)} />}
    </>
  );
};

export const config = defineRouteConfig({ label: "粉丝", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("粉丝") };

export default FollowersPage;
