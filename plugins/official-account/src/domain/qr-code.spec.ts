import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { qrModules, qrPicture } from "./qr-code";

const rowsOf = (text: string) =>
  qrModules(text).map((row) => row.map((isDark) => (isDark ? "1" : "0")).join(""));

describe("a QR code", () => {
  // Drawn by an independent encoder (npm qrcode 1.5.4, byte mode, correction M, the mask that is chosen here).
  it("is what another encoder draws", () => {
    expect(rowsOf("藤蔓")).toEqual([
      ...["111111100011001111111", "100000101110101000001", "101110100000001011101"],
      ...["101110100100101011101", "101110101011101011101", "100000100001001000001"],
      ...["111111101010101111111", "000000000010000000000", "101010100110100010010"],
      ...["100111010001010100000", "110011111101011101000", "011100000111110111110"],
      ...["111110101001011100000", "000000001110001100011", "111111100100100010110"],
      ...["100000100110001010111", "101110101110101010011", "101110100001010001110"],
      ...["101110101101011000101", "100000100101110101110", "111111101011011111111"],
    ]);
  });

  it.each([
    ["an address of WeChat's", "http://weixin.qq.com/q/0123456789abcdefghij", 33, "53a45a67fe9f97be"],
    ["version 1, full", "x".repeat(14), 21, "ca4e5f8669011ed0"],
    ["version 2, full", "x".repeat(26), 25, "6b3c728f6da5c737"],
    ["version 3, full", "x".repeat(42), 29, "29e68797907db7dd"],
    ["version 4, full, of two blocks", "x".repeat(62), 33, "9040f52bb1e8a298"],
    ["version 5, full", "x".repeat(84), 37, "11f4048c14db893b"],
    ["version 6, full, of four blocks", "x".repeat(106), 41, "170d10b70f318bfd"],
  ])("of %s is the other encoder's too", (_what, text, size, hash) => {
    const rows = rowsOf(text);
    expect(rows).toHaveLength(size);
    expect(createHash("sha256").update(rows.join("\n")).digest("hex").slice(0, 16)).toBe(hash);
  });

  it("refuses what does not fit", () => {
    expect(() => qrModules("x".repeat(107))).toThrow(RangeError);
  });

  it("is drawn with the light modules around it that readers need", () => {
    const picture = qrPicture("藤蔓");
    expect(picture).toContain('viewBox="0 0 29 29"');
    expect(picture.match(/M\d+ \d+h1v1h-1z/g)).toHaveLength(
      rowsOf("藤蔓").join("").replaceAll("0", "").length,
    );
    expect(picture).not.toMatch(/M[0-3] /);
  });
});
