import type { CategoryDraft } from "./product-draft";

export const personalCare: CategoryDraft = {
  handle: "personal-care",
  name: "个护",
  description: "温和清洁，简单护理。",
  sku_prefix: "PC",
  icon: { motif: "pumpBottle", tone: { main: "#86b5a1", accent: "#f2e7d4", backdrop: "#e5f1ec" } },
  products: [
    {
      handle: "amino-cleanser",
      title: "氨基酸洁面乳 100g",
      subtitle: "绵密泡沫，洗后不紧绷",
      description: [
        "氨基酸表面活性剂配方，弱酸性。",
        "取适量加水打起泡沫，轻柔按摩后洗净。敏感肌请先在耳后试用。",
      ],
      options: { 规格: ["单支", "两支装"] },
      price: { option: "规格", of: { 单支: "59.00", 两支装: "105.00" } },
      stock: 130,
      weight_grams: 140,
      picture: {
        motif: "tube",
        tones: [
          { main: "#dfeae6", accent: "#4f9d86", backdrop: "#b9d8cd" },
          { main: "#f3e7ee", accent: "#b76a8b", backdrop: "#e8cfdb" },
        ],
      },
    },
    {
      handle: "moisture-cream",
      title: "保湿面霜 50g",
      subtitle: "神经酰胺与角鲨烷，秋冬日常",
      description: ["质地轻盈，涂开后形成一层薄薄的保湿膜。", "早晚洁面后使用。无添加香精。"],
      options: { 规格: ["50g"] },
      price: "89.00",
      stock: 95,
      weight_grams: 160,
      picture: {
        motif: "creamJar",
        tones: [
          { main: "#f2ede4", accent: "#d2a679", backdrop: "#dccdbb" },
          { main: "#cfe0ea", accent: "#6f93aa", backdrop: "#eaf1f5" },
        ],
      },
    },
    {
      handle: "body-wash",
      title: "植物香氛沐浴露 500ml",
      subtitle: "佛手柑、雪松与绿茶",
      description: ["椰油来源表面活性剂，冲洗清爽不假滑。", "按压泵头设计，配有补充装可选。"],
      options: { 香型: ["佛手柑", "雪松", "绿茶"], 规格: ["按压瓶", "补充装"] },
      price: { option: "规格", of: { 按压瓶: "49.90", 补充装: "35.90" } },
      stock: 110,
      weight_grams: 560,
      picture: {
        motif: "pumpBottle",
        tones: [
          { main: "#f0c75e", accent: "#fff6de", backdrop: "#faf0d5" },
          { main: "#86796a", accent: "#efe4d2", backdrop: "#ece5db" },
          { main: "#86b5a1", accent: "#f2f6ec", backdrop: "#e3f0ea" },
        ],
      },
    },
    {
      handle: "cotton-towels",
      title: "长绒棉毛巾",
      subtitle: "吸水蓬松，不易掉毛",
      description: ["新疆长绒棉，32 股强捻纱，A 类标准。", "首次使用请清水漂洗，不要用柔顺剂。"],
      options: { 颜色: ["云白", "雾粉", "湖蓝"], 规格: ["面巾", "浴巾"] },
      price: { option: "规格", of: { 面巾: "29.90", 浴巾: "89.90" } },
      stock: 150,
      weight_grams: 300,
      picture: {
        motif: "towels",
        tones: [
          { main: "#f5f1ea", accent: "#c9bda9", backdrop: "#c3d3cf" },
          { main: "#e6b8b4", accent: "#f8e6e3", backdrop: "#f9eceb" },
          { main: "#7fb0c4", accent: "#e1eff4", backdrop: "#e6f1f5" },
        ],
      },
    },
    {
      handle: "sonic-toothbrush",
      title: "声波电动牙刷",
      subtitle: "两分钟分区提醒，续航约 60 天",
      description: ["IPX7 防水，四种模式，含两支软毛刷头。", "磁吸感应充电，旅行盒可选购。"],
      options: { 颜色: ["珍珠白", "樱粉", "石墨"] },
      price: "199.00",
      stock: 65,
      weight_grams: 350,
      picture: {
        motif: "toothbrush",
        tones: [
          { main: "#f4f3ef", accent: "#54a59b", backdrop: "#c7dcd9" },
          { main: "#f0bcc4", accent: "#fff3f4", backdrop: "#fbe8ea" },
          { main: "#4b5158", accent: "#d8dde0", backdrop: "#e4e7e8" },
        ],
      },
    },
    {
      handle: "cold-process-soap",
      title: "手工冷制皂",
      subtitle: "橄榄油基底，晾皂 45 天",
      description: [
        "冷制工艺保留天然甘油，洗感滋润。",
        "含植物粉末天然着色，每块约 100g，请放在沥水皂架上。",
      ],
      options: { 香型: ["艾草", "燕麦蜂蜜", "玫瑰粘土"] },
      price: "25.90",
      stock: 180,
      weight_grams: 110,
      picture: {
        motif: "soap",
        tones: [
          { main: "#8fa96b", accent: "#e3ebc9", backdrop: "#eff3e1" },
          { main: "#d9b57c", accent: "#f6e8c9", backdrop: "#f8f0df" },
          { main: "#d58f8c", accent: "#f6dcd6", backdrop: "#f9e8e5" },
        ],
      },
    },
  ],
};
