import type { CategoryDraft } from "./product-draft";

export const snacks: CategoryDraft = {
  handle: "snacks",
  name: "零食",
  description: "配料表干净的小点心。",
  sku_prefix: "SN",
  icon: { motif: "cookies", tone: { main: "#d2a05c", accent: "#6b4226", backdrop: "#f8ecd9" } },
  products: [
    {
      handle: "daily-nuts",
      title: "每日坚果 30 包",
      subtitle: "六种坚果果干，独立小包",
      description: [
        "核桃、腰果、巴旦木、榛子搭配蔓越莓与葡萄干，低温烘焙不加盐。",
        "坚果过敏者请勿食用。净含量 750g。",
      ],
      options: { 规格: ["7 包", "30 包"] },
      price: { option: "规格", of: { "7 包": "29.90", "30 包": "109.90" } },
      stock: 140,
      weight_grams: 800,
      picture: {
        motif: "nutJar",
        tones: [
          { main: "#c58a4a", accent: "#a83f4d", backdrop: "#f6ead9" },
          { main: "#9a6a3d", accent: "#d9a441", backdrop: "#ebe9da" },
        ],
      },
    },
    {
      handle: "dark-chocolate",
      title: "黑巧克力 排块",
      subtitle: "纯可可脂，三种浓度",
      description: ["配料只有可可液块、可可脂、白砂糖与大豆磷脂。", "28℃以下避光保存，夏季加冰袋发货。"],
      options: { 可可含量: ["58%", "72%", "85%"] },
      price: { option: "可可含量", of: { "58%": "25.90", "72%": "27.90", "85%": "29.90" } },
      stock: 160,
      weight_grams: 110,
      picture: {
        motif: "chocolate",
        tones: [
          { main: "#5a3825", accent: "#d98f4e", backdrop: "#f3e2d0" },
          { main: "#43291c", accent: "#3f7d6a", backdrop: "#e4ebe2" },
          { main: "#2f1d15", accent: "#b5443f", backdrop: "#f2e0da" },
        ],
      },
    },
    {
      handle: "nougat",
      title: "手工牛轧糖 500g",
      subtitle: "奶香扎实，不粘牙",
      description: ["花生、奶粉与黄油手工熬制，每天小锅生产。", "独立包装，保质期 90 天。"],
      options: { 口味: ["原味花生", "抹茶", "蔓越莓"] },
      price: "49.90",
      stock: 110,
      weight_grams: 540,
      picture: {
        motif: "candy",
        tones: [
          { main: "#f3e6cb", accent: "#d9a05b", backdrop: "#efd9bb" },
          { main: "#b5cb8b", accent: "#6d8f4e", backdrop: "#eef4df" },
          { main: "#eab7bb", accent: "#b54a5b", backdrop: "#fbe9ea" },
        ],
      },
    },
    {
      handle: "seaweed-crisps",
      title: "夹心海苔脆",
      subtitle: "芝麻与巴旦木，薄脆不油",
      description: ["两层海苔夹一层坚果，烘烤而非油炸。", "净含量 40g，开袋后请尽快食用。"],
      options: { 口味: ["芝麻", "巴旦木"], 规格: ["1 袋", "4 袋"] },
      price: { option: "规格", of: { "1 袋": "15.90", "4 袋": "55.90" } },
      stock: 190,
      weight_grams: 60,
      picture: {
        motif: "snackBag",
        tones: [
          { main: "#2f6e5b", accent: "#f1dfa8", backdrop: "#e0ece5" },
          { main: "#b9813f", accent: "#f6ead2", backdrop: "#f6ecdc" },
        ],
      },
    },
    {
      handle: "dried-plums",
      title: "九制陈皮话梅 罐装",
      subtitle: "酸甜回甘，一颗含很久",
      description: ["青梅盐渍后加陈皮、甘草慢慢腌制，自然晾晒。", "净含量 200g。内含果核，儿童食用请注意。"],
      options: { 规格: ["200g 罐装"] },
      price: "29.00",
      stock: 130,
      weight_grams: 320,
      picture: {
        motif: "plumJar",
        tones: [
          { main: "#8a4b3c", accent: "#e7b25c", backdrop: "#f4e3d6" },
          { main: "#a85f43", accent: "#5e7d4c", backdrop: "#ecefdf" },
        ],
      },
    },
    {
      handle: "oat-cookies",
      title: "燕麦曲奇 铁盒装",
      subtitle: "动物黄油，粗粒燕麦",
      description: ["整粒燕麦与动物黄油，减糖三成，口感酥松。", "净含量 320g，铁盒可循环使用。"],
      options: { 口味: ["原味", "可可", "蔓越莓"] },
      price: "45.90",
      stock: 100,
      weight_grams: 480,
      picture: {
        motif: "cookies",
        tones: [
          { main: "#d2a05c", accent: "#6b4226", backdrop: "#f8ecd9" },
          { main: "#6d452d", accent: "#2f1d14", backdrop: "#efe2d5" },
          { main: "#d8a869", accent: "#a83a4b", backdrop: "#f9e8e1" },
        ],
      },
    },
  ],
};
