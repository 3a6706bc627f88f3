import type { CategoryDraft } from "./product-draft";

export const homeLiving: CategoryDraft = {
  handle: "home-living",
  name: "家居",
  description: "让家更舒服一点的小物。",
  sku_prefix: "HL",
  icon: { motif: "lamp", tone: { main: "#e2b23b", accent: "#5a5145", backdrop: "#f8efd6" } },
  products: [
    {
      handle: "rattan-basket",
      title: "手编藤篮 收纳筐",
      subtitle: "天然藤条，透气结实",
      description: [
        "由编织师傅手工完成，纹理略有差异，这是手作的痕迹。",
        "可放杂物、绿植或毯子；避免长时间浸水。",
      ],
      options: { 尺寸: ["小号 20cm", "中号 28cm", "大号 36cm"] },
      price: { option: "尺寸", of: { "小号 20cm": "49.00", "中号 28cm": "79.00", "大号 36cm": "119.00" } },
      stock: 60,
      weight_grams: 700,
      picture: {
        motif: "basket",
        tones: [
          { main: "#c79a63", accent: "#8d6339", backdrop: "#eef1e4" },
          { main: "#b5824c", accent: "#f3e6cf", backdrop: "#dfe8df" },
        ],
      },
    },
    {
      handle: "linen-cushion",
      title: "棉麻抱枕 含芯",
      subtitle: "水洗棉麻，越用越软",
      description: ["棉 55%、亚麻 45%，隐形拉链，可拆洗。", "45×45cm，内芯为高弹羽丝棉。"],
      options: { 颜色: ["鼠尾草绿", "燕麦", "陶土红"] },
      price: "59.90",
      stock: 100,
      weight_grams: 560,
      picture: {
        motif: "cushion",
        tones: [
          { main: "#8fa88b", accent: "#f1ead9", backdrop: "#e9ede0" },
          { main: "#d9c7a7", accent: "#8c6f4e", backdrop: "#f5eee1" },
          { main: "#b9674f", accent: "#f3d9c8", backdrop: "#f6e6dd" },
        ],
      },
    },
    {
      handle: "ceramic-vase",
      title: "素烧陶瓷花瓶",
      subtitle: "哑光釉面，一枝也好看",
      description: ["1200℃高温烧制，内壁施釉不渗水。", "花材为拍摄参考，不含在内。"],
      options: { 款式: ["圆肚款", "长颈款"], 颜色: ["米白", "灰蓝"] },
      price: { option: "款式", of: { 圆肚款: "68.00", 长颈款: "78.00" } },
      stock: 40,
      weight_grams: 900,
      picture: {
        motif: "vase",
        tones: [
          { main: "#efe6d8", accent: "#6d8f5e", backdrop: "#d9c8b4" },
          { main: "#8ea3b0", accent: "#7c9a5e", backdrop: "#eceae2" },
        ],
      },
    },
    {
      handle: "desk-lamp",
      title: "可调光护眼台灯",
      subtitle: "无可视频闪，三档色温",
      description: [
        "国标 AA 级照度，触控无级调光，带 45 分钟休息提醒。",
        "输入 5V/2A，附 Type-C 电源线（不含充电头）。",
      ],
      options: { 颜色: ["奶白", "芥末黄", "松石绿"] },
      price: "159.00",
      stock: 55,
      weight_grams: 980,
      picture: {
        motif: "lamp",
        tones: [
          { main: "#f3ecdf", accent: "#6b6256", backdrop: "#c9d6d3" },
          { main: "#e2b23b", accent: "#5a5145", backdrop: "#f8efd6" },
          { main: "#3f8f8a", accent: "#f0e1c0", backdrop: "#dfeceb" },
        ],
      },
    },
    {
      handle: "scented-candle",
      title: "大豆蜡香薰蜡烛",
      subtitle: "约 40 小时燃烧，木质花香",
      description: ["植物大豆蜡与棉芯，燃烧干净。", "首次点燃请让表面完全融化，避免形成蜡坑。"],
      options: { 香型: ["雪松与琥珀", "白茶", "橙花"] },
      price: "69.90",
      stock: 110,
      sold_out: ["橙花"],
      weight_grams: 420,
      picture: {
        motif: "candle",
        tones: [
          { main: "#7a5c46", accent: "#f2b544", backdrop: "#efe2d3" },
          { main: "#dfe7de", accent: "#f2b544", backdrop: "#b9cbbd" },
          { main: "#f2c9a1", accent: "#ee8f3a", backdrop: "#fcefe0" },
        ],
      },
    },
    {
      handle: "knit-throw",
      title: "粗针织盖毯",
      subtitle: "130×170cm，四季都用得上",
      description: ["腈纶与棉混纺，手感蓬松不扎人，可机洗（请装洗衣袋）。", "搭在沙发上，午睡刚刚好。"],
      options: { 颜色: ["奶咖", "雾蓝", "苔绿"] },
      price: "139.00",
      stock: 70,
      weight_grams: 1100,
      picture: {
        motif: "throwBlanket",
        tones: [
          { main: "#cdb193", accent: "#f0e4d2", backdrop: "#f3ece2" },
          { main: "#90a9bd", accent: "#dbe5ec", backdrop: "#e8edf0" },
          { main: "#7d8f63", accent: "#d5dcc1", backdrop: "#eceedf" },
        ],
      },
    },
  ],
};
