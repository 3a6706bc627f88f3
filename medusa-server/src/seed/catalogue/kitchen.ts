import type { CategoryDraft } from "./product-draft";

export const kitchen: CategoryDraft = {
  handle: "kitchen",
  name: "厨房",
  description: "好用的锅碗瓢盆，认真吃饭。",
  sku_prefix: "KT",
  icon: { motif: "mug", tone: { main: "#4f7ca8", accent: "#f4efe4", backdrop: "#e2ebf3" } },
  products: [
    {
      handle: "stoneware-mug",
      title: "釉下彩马克杯 350ml",
      subtitle: "一杯一色，握感圆润",
      description: ["粗陶坯体，釉下彩工艺，颜色在釉层之下，日常清洗不褪色。", "可用于微波炉与洗碗机。"],
      options: { 颜色: ["海盐蓝", "茶白", "豆沙"] },
      price: "39.90",
      stock: 160,
      weight_grams: 380,
      picture: {
        motif: "mug",
        tones: [
          { main: "#4f7ca8", accent: "#f4efe4", backdrop: "#e4ecf2" },
          { main: "#efe8da", accent: "#7c9a72", backdrop: "#cddbcf" },
          { main: "#b9736b", accent: "#f6e4d6", backdrop: "#f5e5df" },
        ],
      },
    },
    {
      handle: "enamel-pot",
      title: "铸铁珐琅锅",
      subtitle: "蓄热均匀，炖煮一锅到底",
      description: [
        "铸铁锅身配珐琅涂层，锅盖内侧有水珠点，汤汁循环回落。",
        "电磁炉、燃气灶、烤箱可用。首次使用请小火预热。",
      ],
      options: { 尺寸: ["20cm", "24cm"], 颜色: ["番茄红", "松绿"] },
      price: { option: "尺寸", of: { "20cm": "299.00", "24cm": "369.00" } },
      stock: 30,
      weight_grams: 3900,
      picture: {
        motif: "pot",
        tones: [
          { main: "#c8452f", accent: "#e9d3a8", backdrop: "#f8e8dc" },
          { main: "#2f6b52", accent: "#dfc58c", backdrop: "#e3ece4" },
        ],
      },
    },
    {
      handle: "cutting-board",
      title: "整竹砧板",
      subtitle: "免拼接，双面可用",
      description: ["整竹展开工艺，案面无拼接缝，不易藏水。", "使用后请擦干竖放，定期涂抹食用油保养。"],
      options: { 尺寸: ["30×20cm", "38×26cm"] },
      price: { option: "尺寸", of: { "30×20cm": "45.00", "38×26cm": "69.00" } },
      stock: 85,
      weight_grams: 1200,
      picture: {
        motif: "cuttingBoard",
        tones: [
          { main: "#d8b076", accent: "#d9562f", backdrop: "#eaf0e1" },
          { main: "#c39657", accent: "#5b8f3f", backdrop: "#f4ebdb" },
        ],
      },
    },
    {
      handle: "glass-containers",
      title: "耐热玻璃保鲜盒",
      subtitle: "密封扣盖，冷藏微波都方便",
      description: ["高硼硅玻璃盒身，耐温差 120℃；盖子带透气阀，微波时请打开。", "可叠放，节省冰箱空间。"],
      options: { 规格: ["640ml 单只", "三件组合"] },
      price: { option: "规格", of: { "640ml 单只": "29.90", 三件组合: "79.90" } },
      stock: 140,
      weight_grams: 620,
      picture: {
        motif: "glassBox",
        tones: [
          { main: "#6fb3a6", accent: "#e46d4c", backdrop: "#e7f2ee" },
          { main: "#8aa6d6", accent: "#f0b24a", backdrop: "#e9eef7" },
        ],
      },
    },
    {
      handle: "handmade-bowl",
      title: "手作粗陶饭碗",
      subtitle: "拉坯成型，碗口微敞",
      description: [
        "每一只碗的釉色流动略有不同。口径约 12cm，一人一碗的分量。",
        "可用洗碗机，不建议明火加热。",
      ],
      options: { 颜色: ["柴灰", "青釉", "赭石"] },
      price: "35.00",
      stock: 120,
      weight_grams: 310,
      picture: {
        motif: "bowl",
        tones: [
          { main: "#8e8577", accent: "#f6f2e7", backdrop: "#e8e3d8" },
          { main: "#7fa79b", accent: "#faf5e6", backdrop: "#e4eee9" },
          { main: "#a8633d", accent: "#f8ecd9", backdrop: "#f4e6d9" },
        ],
      },
    },
    {
      handle: "utensil-set",
      title: "硅胶厨具五件套",
      subtitle: "不伤锅，耐热 230℃",
      description: ["食品级硅胶头与榉木柄：锅铲、汤勺、漏勺、刮刀、油刷，含收纳桶。", "木柄请勿长时间浸泡。"],
      options: { 颜色: ["奶油白", "雾霾绿"] },
      price: "89.90",
      stock: 75,
      weight_grams: 850,
      picture: {
        motif: "utensils",
        tones: [
          { main: "#efe6d6", accent: "#c08d57", backdrop: "#cfd8c8" },
          { main: "#8aa18d", accent: "#c99a63", backdrop: "#edf0e6" },
        ],
      },
    },
  ],
};
