import type { CategoryDraft } from "./product-draft";

export const teaAndCoffee: CategoryDraft = {
  handle: "tea-and-coffee",
  name: "茶与咖啡",
  description: "一壶好茶，一杯好咖啡，给日常留一点慢的时间。",
  sku_prefix: "TC",
  icon: { motif: "teaTin", tone: { main: "#3f7d5a", accent: "#d9b365", backdrop: "#e6f0e6" } },
  products: [
    {
      handle: "longjing-green-tea",
      title: "龙井绿茶 一芽一叶",
      subtitle: "豆香清爽，回味甘甜",
      description: [
        "选用春季头采鲜叶，手工与机制结合炒制，扁平挺直，冲泡后叶底匀整。",
        "80℃左右的水冲泡，首泡闷 40 秒即可。开封后请密封冷藏。",
      ],
      options: { 规格: ["50g 便携罐", "100g 罐装", "250g 礼盒"] },
      price: { option: "规格", of: { "50g 便携罐": "48.00", "100g 罐装": "88.00", "250g 礼盒": "198.00" } },
      stock: 120,
      weight_grams: 180,
      picture: {
        motif: "teaTin",
        tones: [
          { main: "#3f7d5a", accent: "#d9b365", backdrop: "#e3efe2" },
          { main: "#6b9a63", accent: "#f0dfae", backdrop: "#f1f0df" },
          { main: "#2c5b4b", accent: "#c9a24f", backdrop: "#dbe8e4" },
        ],
      },
    },
    {
      handle: "dahongpao-oolong",
      title: "武夷岩茶 大红袍",
      subtitle: "中足火焙，岩韵清晰",
      description: [
        "武夷山产区乌龙茶，传统炭焙工艺，茶汤橙黄透亮，带有烘焙与花果的香气。",
        "独立小泡袋包装，每袋 8g，适合盖碗或紫砂壶冲泡。",
      ],
      options: { 规格: ["8g×6 袋", "8g×15 袋"] },
      price: { option: "规格", of: { "8g×6 袋": "69.00", "8g×15 袋": "158.00" } },
      stock: 90,
      weight_grams: 260,
      picture: {
        motif: "teaBox",
        tones: [
          { main: "#9c3b2e", accent: "#e8c27a", backdrop: "#f6e5dc" },
          { main: "#5d2b26", accent: "#d9a95c", backdrop: "#efe2d6" },
        ],
      },
    },
    {
      handle: "jasmine-tea-bags",
      title: "茉莉花茶 三角茶包",
      subtitle: "七窨一提，办公室也能喝到花香",
      description: ["绿茶茶坯与茉莉鲜花多次窨制，香气自然。", "玉米纤维茶包，可冷泡也可热泡，每盒 20 包。"],
      options: { 口味: ["茉莉绿茶", "桂花乌龙", "白桃乌龙"] },
      price: "39.90",
      stock: 200,
      sold_out: ["白桃乌龙"],
      weight_grams: 90,
      picture: {
        motif: "teaBag",
        tones: [
          { main: "#8fb47a", accent: "#f4d35e", backdrop: "#eef4e2" },
          { main: "#d9a441", accent: "#8c5a2b", backdrop: "#faf0dc" },
          { main: "#eaa6a0", accent: "#b5616a", backdrop: "#fbe9e6" },
        ],
      },
    },
    {
      handle: "yunnan-coffee-beans",
      title: "云南小粒咖啡豆 中度烘焙",
      subtitle: "坚果与焦糖调性，现烘现发",
      description: ["云南保山海拔 1500 米以上产区，水洗处理。", "下单后按批次烘焙，养豆 7 天后风味更平衡。"],
      options: { 规格: ["227g", "454g"], 研磨: ["整豆", "手冲研磨"] },
      price: { option: "规格", of: { "227g": "58.00", "454g": "98.00" } },
      stock: 80,
      weight_grams: 300,
      picture: {
        motif: "coffeeBag",
        tones: [
          { main: "#6f4a35", accent: "#e7c9a0", backdrop: "#f2e6d8" },
          { main: "#2f3e46", accent: "#e0a458", backdrop: "#e3e8e6" },
        ],
      },
    },
    {
      handle: "drip-bag-coffee",
      title: "挂耳咖啡 十日组合",
      subtitle: "五种风味，每天换一杯",
      description: ["五种产区与烘焙度各两包，单包 10g，氮气保鲜。", "把挂耳挂在杯口，分三次注入热水即可。"],
      options: { 规格: ["10 包", "20 包"] },
      price: { option: "规格", of: { "10 包": "45.90", "20 包": "85.90" } },
      stock: 150,
      weight_grams: 160,
      picture: {
        motif: "dripCoffee",
        tones: [
          { main: "#f4efe6", accent: "#8a5a3c", backdrop: "#e5d6c3" },
          { main: "#dfe9ea", accent: "#5b3a29", backdrop: "#c8d8d9" },
        ],
      },
    },
    {
      handle: "gooseneck-kettle",
      title: "细口手冲壶 600ml",
      subtitle: "水流稳定，新手也好上手",
      description: ["304 不锈钢壶身，细长壶嘴出水均匀，木柄不烫手。", "适用电陶炉与燃气灶明火加热。"],
      options: { 颜色: ["雾面黑", "米白"] },
      price: "129.00",
      stock: 45,
      weight_grams: 520,
      picture: {
        motif: "kettle",
        tones: [
          { main: "#3a3f44", accent: "#b98555", backdrop: "#e6e3dd" },
          { main: "#efe8db", accent: "#b07d4f", backdrop: "#cfdcd6" },
        ],
      },
    },
  ],
};
