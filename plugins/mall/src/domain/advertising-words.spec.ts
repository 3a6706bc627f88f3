import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdvertisingFault, findAdvertisingWords } from "./advertising-words";

const wordsIn = (text: string) => findAdvertisingWords(text).map(({ word }) => word);

const FORBIDDEN: [text: string, word: string, fault: AdvertisingFault][] = [
  ["国家级工艺，匠心之作", "国家级", "superlative"],
  ["最高级的享受", "最高级", "superlative"],
  ["本店最佳选择", "最佳", "superlative"],
  ["“最佳”伴手礼", "最佳", "superlative"],
  ["最佳牌保温杯", "最佳", "superlative"],
  ["最 佳 口 感", "最 佳", "superlative"],
  ["最·佳口感", "最·佳", "superlative"],
  ["最​佳口感", "最​佳", "superlative"],
  ["世界级品质", "世界级", "superlative"],
  ["全网最低，不容错过", "全网最低", "superlative"],
  ["销量第一的茶", "销量第一", "superlative"],
  ["行业销量第一", "行业销量第一", "superlative"],
  ["ＮＯ．１ 好茶", "ＮＯ．１", "superlative"],
  ["No.1 之选", "No.1", "superlative"],
  ["顶级乌龙", "顶级", "superlative"],
  ["极致丝滑", "极致", "superlative"],
  ["最大的诚意", "最大", "superlative"],
  ["独一无二的礼物", "独一无二", "superlative"],
  ["绝对零风险", "零风险", "superlative"],
  ["国家机关专供", "国家机关专供", "authority"],
  ["人民大会堂指定用茶", "人民大会堂指定", "authority"],
  ["内部特供酒", "特供", "authority"],
  ["分享就能躺赚", "躺赚", "income"],
  ["轻松月入过万", "轻松月入", "income"],
  ["稳赚不赔的生意", "稳赚", "income"],
  ["喝茶降血压", "降血压", "cure"],
  ["根治失眠", "根治", "cure"],
];

const FINE = [
  "最后三天",
  "最近上架",
  "最新款式，最终解释请看规则",
  "最多可放 6 件，最少 1 件起订",
  "最大承重 50 公斤，最大功率 1500W",
  "最高温度 100℃，最低温度 0℃",
  "第一次使用前请清洗，第一步打开盖子",
  "国家级非物质文化遗产传承人制作",
  "符合国家标准 GB/T 22291",
  "唯一防伪码",
  "万能胶与万能充",
  "特供应商资质已公示",
  "NO.10 色号，TOP10 榜单",
  "我们确保本店商品均为正品",
  "优先发货，最优惠券请在结算页选择",
  "一级大米，净含量 5kg",
  "最，佳节将至",
  "最\n佳",
];

describe("words that may not stand in an advertisement", () => {
  it.each(FORBIDDEN)("%s: %s", (text, word, fault) => {
    const [finding] = findAdvertisingWords(text);
    expect(finding).toMatchObject({ word, fault });
    expect(text.slice(finding?.start, finding?.end)).toBe(word);
  });

  it.each(FINE)("fine: %s", (text) => {
    expect(wordsIn(text)).toEqual([]);
  });

  it("finds every place once, in order", () => {
    expect(wordsIn("顶级好茶，最佳口感，分享躺赚，顶级")).toEqual(["顶级", "最佳", "躺赚", "顶级"]);
  });

  it("law: no separator between the characters hides a word, whatever stands around it", () => {
    const separators = fc.array(fc.constantFrom(" ", "　", "·", "*", "​", "-"), { maxLength: 3 });
    const around = fc.string({ unit: fc.constantFrom("茶", "杯", "，", "a", " "), maxLength: 8 });
    fc.assert(
      fc.property(around, separators, around, (before, between, after) => {
        const text = `${before}躺${between.join("")}赚${after}`;
        const [finding] = findAdvertisingWords(text);
        expect(finding?.start).toBe(before.length);
        expect(text.slice(finding?.start, finding?.end)).toBe(`躺${between.join("")}赚`);
      }),
    );
  });
});
