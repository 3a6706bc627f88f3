/** Why a word may not stand in an advertisement; `ADVICE` says what to write instead. */
export type AdvertisingFault = "superlative" | "authority" | "income" | "cure";

/** A word that may not stand where it was found; `start` and `end` count UTF-16 units of the text as it was given. */
export interface AdvertisingFinding {
  word: string;
  start: number;
  end: number;
  fault: AdvertisingFault;
}

/** What a merchant is told about each fault. */
export const ADVICE: Readonly<Record<AdvertisingFault, string>> = {
  superlative: "《广告法》第九条禁止“国家级”“最高级”“最佳”等绝对化用语，请改为可以证明的具体描述",
  authority: "《广告法》第九条禁止使用国家机关及其工作人员的名义或形象，请删除",
  income: "不得对收益作保证性承诺，请改为如实说明佣金的来源与条件",
  cure: "《广告法》第十七条禁止普通商品宣称疾病治疗功能，请删除",
};

/**
 * 广告法 article 9(3) names three words and «等»: the list follows what market supervisors have fined. Words that also
 * state plain facts count only in the company that makes them a boast: 最大 does, 最大承重 does not.
 */
const RULES: readonly { fault: AdvertisingFault; pattern: RegExp }[] = [
  {
    fault: "superlative",
    pattern:
      /最(?:佳|好|优(?!惠券|先)|棒|强|美|牛|低价|便宜|实惠|划算|受欢迎|畅销|热销|安全|有效|专业|权威|正宗|顶级|先进|高级|高端|高品质|高标准|高档|奢华|豪华|舒适|舒服|健康|天然|纯净|完美|优质|优秀|流行|时尚|潮|火|值得|适合(?!存放|温度))/g,
  },
  {
    fault: "superlative",
    pattern:
      /最大(?!承重|承载|容量|尺寸|功率|电流|电压|压力|直径|厚度|宽度|长度|高度|角度|支持|可|限度|程度|号|值|风速|转速|误差)/g,
  },
  {
    fault: "superlative",
    pattern:
      /国家级(?!非物质文化遗产|非遗|地理标志|自然保护区|贫困县|文物)|(?:世界|全球|宇宙|殿堂|骨灰|史诗|帝王)级|顶级|顶尖|极品|极致|至尊|巅峰|冠绝|绝版|终极(?!版|目标)/g,
  },
  {
    fault: "superlative",
    pattern:
      /(?:全国|全网|全球|世界|行业|国内|中国|亚洲|同类|销量|品质|口碑|排名)(?:销量|排名|品质)?(?:第一|唯一|首位|冠军|之最|最低)|第一品牌|(?:no|top)\.?1(?![\d.])|独一无二|绝无仅有|史无前例|前无古人|空前绝后|无与伦比|举世无双|万能(?!胶|遥控|钥匙|充)|领导品牌|领袖品牌|销冠|王牌|百分百有效|100%有效|永不(?:褪色|磨损|变形|反弹)|零风险|零副作用|无副作用/gi,
  },
  {
    fault: "authority",
    pattern:
      /(?:国家|中央|国务院|政府|军队|部队|机关|人民大会堂|中南海|国宴)(?:机关|领导人|领导|干部)?(?:专供|特供|指定|推荐|专用)|国家领导人|(?<!不)特供(?!应)/g,
  },
  {
    fault: "income",
    pattern:
      /躺赚|躺赢|躺着(?:就能)?(?:赚|挣)|稳赚|包赚|必赚|稳赚不赔|零投入高回报|(?:日|月|年)入(?:过|上|超)?[十百千万\d]+|一夜暴富|保本(?!店|品|地|人|次|公司)|保证收益|轻松月入|财务自由|零风险高收益|无风险收益/g,
  },
  {
    fault: "cure",
    pattern: /包治|根治|治愈|药到病除|抗癌|防癌|降血[压糖脂]|治疗(?!仪说明)|立竿见影|彻底告别/g,
  },
];

/** What people put between characters so that a machine reads past a word; a line's end is not among it. */
const SEPARATOR = /[\p{Zs}\t\p{Cf}·•*_~^|-]/u;

/**
 * The words of a text that may not stand in an advertisement, in their order, each place once. Wide letters, spaces and
 * dots inside a word do not hide it; quotation marks around it excuse nothing.
 */
export function findAdvertisingWords(text: string): AdvertisingFinding[] {
  const { plain, places } = plainOf(text);
  const found = RULES.flatMap(({ fault, pattern }) =>
    [...plain.matchAll(pattern)].map((match) => {
      const start = places[match.index]?.start ?? 0;
      const end = places[match.index + match[0].length - 1]?.end ?? start;
      return { word: text.slice(start, end), start, end, fault };
    }),
  ).sort((one, other) => one.start - other.start || other.end - one.end);
  // A longer word that begins earlier stands for those inside it.
  return found.filter((one, index) => !found.slice(0, index).some((earlier) => earlier.end >= one.end));
}

/** The text without wide letters and separators, and where each of its units came from. */
function plainOf(text: string): { plain: string; places: { start: number; end: number }[] } {
  const places: { start: number; end: number }[] = [];
  let plain = "";
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const normal = SEPARATOR.test(character) ? "" : character.normalize("NFKC").toLowerCase();
    for (let unit = 0; unit < normal.length; unit++) places.push({ start, end });
    plain += normal;
    start = end;
  }
  return { plain, places };
}
