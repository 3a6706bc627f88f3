import type { CategoryDraft } from "./product-draft";

export const digital: CategoryDraft = {
  handle: "digital",
  name: "数码配件",
  description: "日常够用、耐用的小电子。",
  sku_prefix: "DG",
  icon: { motif: "headphones", tone: { main: "#4d5b73", accent: "#e08b5b", backdrop: "#e4e8ef" } },
  products: [
    {
      handle: "wireless-headphones",
      title: "头戴式蓝牙耳机",
      subtitle: "主动降噪，续航约 40 小时",
      description: [
        "蛋白皮耳罩与可折叠头梁，支持双设备连接。",
        "充电 10 分钟约可听 4 小时，附 3.5mm 音频线。",
      ],
      options: { 颜色: ["石墨蓝", "奶白", "陶土橙"] },
      price: "299.00",
      stock: 50,
      weight_grams: 420,
      picture: {
        motif: "headphones",
        tones: [
          { main: "#4d5b73", accent: "#e08b5b", backdrop: "#e3e8ef" },
          { main: "#f1eae0", accent: "#b79672", backdrop: "#cbd3cf" },
          { main: "#cf7a4f", accent: "#fbe7d6", backdrop: "#f8e8dc" },
        ],
      },
    },
    {
      handle: "gan-charger",
      title: "氮化镓充电器 65W",
      subtitle: "三口快充，折叠插脚",
      description: ["两个 Type-C 与一个 USB-A，可同时为笔记本与手机充电。", "多重保护，通过 3C 认证。"],
      options: { 颜色: ["白色", "深灰"] },
      price: "109.00",
      stock: 120,
      weight_grams: 130,
      picture: {
        motif: "charger",
        tones: [
          { main: "#f4f2ee", accent: "#59b38a", backdrop: "#c5d6ce" },
          { main: "#4a4f57", accent: "#8fd0b0", backdrop: "#e2e6e6" },
        ],
      },
    },
    {
      handle: "braided-cable",
      title: "编织快充数据线",
      subtitle: "Type-C 双头，支持 100W",
      description: [
        "尼龙编织外皮，接口处加固，弯折测试一万次以上。",
        "内置 E-Marker 芯片，兼顾充电与数据传输。",
      ],
      options: { 长度: ["1m", "2m"], 颜色: ["薄荷", "深蓝"] },
      price: { option: "长度", of: { "1m": "29.90", "2m": "39.90" } },
      stock: 200,
      weight_grams: 60,
      picture: {
        motif: "cable",
        tones: [
          { main: "#69b69b", accent: "#f4f2ea", backdrop: "#e4f2ec" },
          { main: "#2f4f7f", accent: "#e9edf3", backdrop: "#dfe6f0" },
        ],
      },
    },
    {
      handle: "magnetic-phone-case",
      title: "磁吸硅胶手机壳",
      subtitle: "亲肤手感，四角气囊防摔",
      description: ["液态硅胶外层与超细纤维内衬，支持磁吸充电。", "请按手机型号选购。"],
      options: { 颜色: ["抹茶", "雾紫", "黑色"], 型号: ["标准版", "大屏版"] },
      price: "49.90",
      stock: 90,
      weight_grams: 50,
      picture: {
        motif: "phoneCase",
        tones: [
          { main: "#9ab87f", accent: "#eef3e2", backdrop: "#eef3e3" },
          { main: "#a99bc4", accent: "#efeaf6", backdrop: "#eeebf5" },
          { main: "#3a3c40", accent: "#8b8f95", backdrop: "#e5e5e3" },
        ],
      },
    },
    {
      handle: "portable-speaker",
      title: "便携蓝牙音箱",
      subtitle: "布面音箱，IPX5 防泼溅",
      description: ["全频单元配被动振膜，巴掌大小，声音清晰。", "续航约 12 小时，两只可组立体声。"],
      options: { 颜色: ["森林绿", "沙色", "珊瑚红"] },
      price: "149.00",
      stock: 75,
      weight_grams: 380,
      picture: {
        motif: "speaker",
        tones: [
          { main: "#3d6b57", accent: "#e3c38b", backdrop: "#e1ebe4" },
          { main: "#cdb592", accent: "#6e5a43", backdrop: "#f2eadd" },
          { main: "#d9694f", accent: "#fbe5d4", backdrop: "#fae6df" },
        ],
      },
    },
    {
      handle: "mechanical-keyboard",
      title: "三模机械键盘 75 配列",
      subtitle: "热插拔轴座，有线 / 蓝牙 / 2.4G",
      description: [
        "PBT 键帽，内置隔音棉，敲击声清脆不刺耳。",
        "可在三台设备之间切换，兼容 Windows 与 macOS。",
      ],
      options: { 轴体: ["茶轴", "静音红轴"] },
      price: { option: "轴体", of: { 茶轴: "269.00", 静音红轴: "289.00" } },
      stock: 40,
      weight_grams: 900,
      picture: {
        motif: "keyboard",
        tones: [
          { main: "#e8e2d5", accent: "#e0855a", backdrop: "#bccbc6" },
          { main: "#56606e", accent: "#f2c14e", backdrop: "#e4e6ea" },
        ],
      },
    },
  ],
};
