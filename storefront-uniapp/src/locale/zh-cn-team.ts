import { words } from "./words";

/** Words of the team page. */
export const teamWords = words("team.teamWords", {
  title: "我的团队",
  entryHint: "推荐的人与本月佣金榜",
  level: (level: number, members: number) =>
    `${level === 1 ? "直接推荐" : level === 2 ? "间接推荐" : `第 ${level} 层`} ${members}`,
  ranking: "佣金榜",
  joined: (day: string) => `${day} 加入`,
  distributor: "分销商",
  orders: (count: number) => `成交 ${count} 单`,
  contributed: "贡献佣金",
  empty: "这里还没有人",
  emptyHint: "朋友通过你的分享确认推荐人后会显示在这里",
  rankingEmpty: "本月还没有人上榜",
  rankingEmptyHint: "榜单按当月佣金排序，与人数无关",
  rankingOf: (month: string) => `${month} 佣金榜`,
  mine: (rank: string) => `我的名次 ${rank}`,
  unranked: "未上榜",
  me: "我",
  view: "排列方式",
  views: { latest: "最近加入", most: "贡献最多", quiet: "未下单" },
  rankingNote: "按当月佣金（扣除追回）排序，几秒内更新",
});
