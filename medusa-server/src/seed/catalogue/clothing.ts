import type { CategoryDraft } from "./product-draft";

export const clothing: CategoryDraft = {
  handle: "clothing",
  name: "服饰",
  description: "基础款，好面料，不赶时髦。",
  sku_prefix: "CL",
  icon: { motif: "tshirt", tone: { main: "#e9e2d3", accent: "#7b8f74", backdrop: "#cfd9cc" } },
  products: [
    {
      handle: "heavy-cotton-tee",
      title: "重磅纯棉圆领 T 恤",
      subtitle: "260g 克重，挺括不透",
      description: ["新疆棉紧密纺，螺纹领口不易变形，男女同款。", "模特身高 172cm，试穿 M 码。"],
      options: { 颜色: ["米白", "墨绿", "炭灰"], 尺码: ["S", "M", "L", "XL"] },
      price: "79.00",
      stock: 45,
      sold_out: ["炭灰 / S"],
      weight_grams: 280,
      picture: {
        motif: "tshirt",
        tones: [
          { main: "#efe9dc", accent: "#c9bfa9", backdrop: "#c6d0c3" },
          { main: "#35594a", accent: "#5f8572", backdrop: "#e2eae3" },
          { main: "#56595c", accent: "#7f8386", backdrop: "#e8e7e4" },
        ],
      },
    },
    {
      handle: "wool-scarf",
      title: "羊毛格纹围巾",
      subtitle: "30% 羊毛，柔软垂坠",
      description: ["双面拉绒，180×30cm，两端流苏。", "建议干洗或冷水手洗，平铺晾干。"],
      options: { 颜色: ["驼色格", "绿格", "灰格"] },
      price: "119.00",
      stock: 80,
      weight_grams: 220,
      picture: {
        motif: "scarf",
        tones: [
          { main: "#c19566", accent: "#6b3f2a", backdrop: "#f4e9db" },
          { main: "#4c7560", accent: "#d9c88d", backdrop: "#e6ece2" },
          { main: "#8a8d90", accent: "#e3ddd2", backdrop: "#ecebe8" },
        ],
      },
    },
    {
      handle: "canvas-tote",
      title: "帆布托特包",
      subtitle: "16 安加厚，可放 14 寸电脑",
      description: ["加厚帆布，底部双层，内袋可放钥匙与手机。", "肩带长度 58cm，冬天穿厚外套也能背。"],
      options: { 颜色: ["本白", "橄榄绿"] },
      price: "69.00",
      stock: 130,
      weight_grams: 420,
      picture: {
        motif: "tote",
        tones: [
          { main: "#efe5d0", accent: "#3f7d5a", backdrop: "#cbd8c6" },
          { main: "#7c8757", accent: "#f1e9cd", backdrop: "#edefdf" },
        ],
      },
    },
    {
      handle: "bucket-hat",
      title: "防晒渔夫帽",
      subtitle: "UPF50+，可折叠收纳",
      description: ["锦纶面料轻薄速干，帽檐 9cm，内有可调节绑带。", "防晒指标以检测报告为准，可向客服索取。"],
      options: { 颜色: ["卡其", "浅灰", "雾粉"] },
      price: "55.90",
      stock: 100,
      weight_grams: 90,
      picture: {
        motif: "bucketHat",
        tones: [
          { main: "#c4aa7d", accent: "#7d6540", backdrop: "#f2ecdd" },
          { main: "#c5cbce", accent: "#838d92", backdrop: "#edf0f1" },
          { main: "#e2b7b4", accent: "#b47a7c", backdrop: "#f9ebea" },
        ],
      },
    },
    {
      handle: "cotton-socks",
      title: "精梳棉中筒袜 五双装",
      subtitle: "手工对目，脚趾不硌",
      description: ["精梳棉 80%，脚跟立体编织，袜口不勒脚踝。", "均码适合 36～43 码。"],
      options: { 组合: ["大地色", "彩色"] },
      price: "45.00",
      stock: 170,
      weight_grams: 230,
      picture: {
        motif: "socks",
        tones: [
          { main: "#b5916a", accent: "#f3e9d9", backdrop: "#f1e8dc" },
          { main: "#4f9d9a", accent: "#f4c95d", backdrop: "#e3f0ee" },
        ],
      },
    },
    {
      handle: "canvas-sneakers",
      title: "轻便帆布鞋",
      subtitle: "硫化工艺，软弹鞋垫",
      description: ["加厚帆布鞋面，硫化橡胶底防滑耐磨。", "脚背高或宽建议选大一码。"],
      options: { 颜色: ["米白", "藏青"], 尺码: ["37", "39", "41", "43"] },
      price: "129.00",
      stock: 35,
      sold_out: ["藏青 / 43"],
      weight_grams: 760,
      picture: {
        motif: "sneaker",
        tones: [
          { main: "#efe8d9", accent: "#3f8563", backdrop: "#c9d5cb" },
          { main: "#34466b", accent: "#e8e1d0", backdrop: "#e1e6ee" },
        ],
      },
    },
  ],
};
