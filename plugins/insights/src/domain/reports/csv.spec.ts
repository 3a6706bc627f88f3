import { expect, test } from "vitest";
import { csvOf } from "./csv";

const table = {
  name: "t",
  columns: [
    { key: "term", kind: "text" },
    { key: "net_fen", kind: "fen" },
    { key: "share", kind: "bps" },
    { key: "times", kind: "count" },
  ] as const,
  rows: [
    { term: '=HYPERLINK("http://x")', net_fen: "-5", share: 1234, times: 3 },
    { term: "高山,茶", net_fen: "123456", share: null, times: 0 },
  ],
};

test("a file is safe to open: formulas are text, amounts yuan, shares percent", () => {
  expect(csvOf(table, { term: "词" })).toBe(
    '\ufeff词,net_fen,share,times\r\n"\'=HYPERLINK(""http://x"")",-0.05,12.34%,3\r\n"高山,茶",1234.56,,0\r\n',
  );
});
