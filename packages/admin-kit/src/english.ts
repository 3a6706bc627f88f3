/** English by the Chinese text that a page is written with. */
export type English = Readonly<Record<string, string>>;

/** The kit's own texts. */
export const KIT_ENGLISH: English = {
  "每件 {{amount}}": "{{amount}} each",
  每页: "Rows per page",
  每页行数: "Rows per page",
  "第 {{page}} 页": "Page {{page}}",
  上一页: "Previous",
  下一页: "Next",
  没有处理: "Nothing was done",
  返回: "Back",
  "确认{{act}}": "Confirm: {{act}}",
  没有导出: "Not exported",
  "{{what}}：全部": "{{what}}: all",
  读取失败: "Could not be loaded",
  重试: "Try again",
  "正在读取…": "Loading…",
  未命名顾客: "Unnamed customer",
};
