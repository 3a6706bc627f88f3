import type { CategoryDraft } from "./product-draft";

export const motherAndBaby: CategoryDraft = {
  handle: "mother-and-baby",
  name: "母婴",
  description: "柔软、安心，陪宝宝慢慢长大。",
  sku_prefix: "MB",
  icon: { motif: "bear", tone: { main: "#c79a6b", accent: "#f5dfc2", backdrop: "#fbeedd" } },
  products: [
    {
      handle: "baby-bodysuit",
      title: "婴儿纯棉连体衣",
      subtitle: "无骨缝制，A 类面料",
      description: ["双罗纹纯棉，肩部与裆部按扣，换尿布方便。", "建议比身高大一码选购，下水轻微缩率约 3%。"],
      options: { 尺码: ["66cm", "73cm", "80cm"], 颜色: ["奶黄", "浅绿"] },
      price: "59.90",
      stock: 60,
      sold_out: ["80cm / 奶黄"],
      weight_grams: 120,
      picture: {
        motif: "bodysuit",
        tones: [
          { main: "#f6dd9c", accent: "#fff7e2", backdrop: "#fdf3dc" },
          { main: "#b6d3a8", accent: "#f3f8ec", backdrop: "#e9f3e3" },
        ],
      },
    },
    {
      handle: "wooden-blocks",
      title: "榉木积木 60 粒",
      subtitle: "水性漆，圆角打磨",
      description: [
        "榉木实木切割，边角圆润，水性漆着色，符合玩具安全标准。",
        "适合 1.5 岁以上，请在家长看护下使用。",
      ],
      options: { 规格: ["60 粒桶装"] },
      price: "99.00",
      stock: 70,
      weight_grams: 1800,
      picture: {
        motif: "blocks",
        tones: [
          { main: "#e0754f", accent: "#4f9d9a", backdrop: "#f7ecd9" },
          { main: "#e9b949", accent: "#6a8fc0", backdrop: "#e8eff0" },
        ],
      },
    },
    {
      handle: "wide-neck-bottle",
      title: "宽口径玻璃奶瓶",
      subtitle: "防胀气导管，刻度清晰",
      description: [
        "高硼硅玻璃瓶身，硅胶奶嘴，可沸水消毒。",
        "使用前请检查奶嘴是否有破损，建议 2～3 个月更换。",
      ],
      options: { 容量: ["160ml", "240ml"] },
      price: { option: "容量", of: { "160ml": "65.00", "240ml": "75.00" } },
      stock: 80,
      weight_grams: 240,
      picture: {
        motif: "babyBottle",
        tones: [
          { main: "#f2a98f", accent: "#fff6ea", backdrop: "#fce9e0" },
          { main: "#8fbfd0", accent: "#f7fbf9", backdrop: "#e1f0f4" },
        ],
      },
    },
    {
      handle: "plush-bear",
      title: "短毛绒小熊",
      subtitle: "可机洗的睡前伙伴",
      description: [
        "超柔短毛绒，PP 棉填充，刺绣五官，没有可脱落的小零件。",
        "坐高约 28cm，装洗衣袋轻柔机洗。",
      ],
      options: { 颜色: ["焦糖棕", "奶白", "灰蓝"] },
      price: "79.00",
      stock: 90,
      weight_grams: 300,
      picture: {
        motif: "bear",
        tones: [
          { main: "#b98858", accent: "#f3ddbf", backdrop: "#f8ead8" },
          { main: "#f0e6d6", accent: "#d9b99a", backdrop: "#d4dfd8" },
          { main: "#8ea3b5", accent: "#dfe8ee", backdrop: "#e9eef2" },
        ],
      },
    },
    {
      handle: "cotton-tissues",
      title: "婴儿棉柔巾 100 抽",
      subtitle: "干湿两用，不掉絮",
      description: ["全棉水刺无纺布，亲肤不掉絮，洗脸擦手都可以。", "单抽尺寸 15×20cm。"],
      options: { 规格: ["3 包", "6 包", "12 包"] },
      price: { option: "规格", of: { "3 包": "32.90", "6 包": "59.90", "12 包": "109.90" } },
      stock: 220,
      weight_grams: 480,
      picture: {
        motif: "softPack",
        tones: [
          { main: "#a9cfc4", accent: "#ffffff", backdrop: "#e8f4f0" },
          { main: "#f3c6c0", accent: "#ffffff", backdrop: "#fcecea" },
        ],
      },
    },
  ],
};
