import { expect, test } from "vitest";
import { qrPath } from "./qr-code";

const dark = (path: string) =>
  new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));

test("a code has its three finder patterns, and an empty border around it", () => {
  const { size, path } = qrPath("weixin://wxpay/bizpayurl?pr=AbCdEfGzz");
  const modules = dark(path);
  expect(size).toBeGreaterThanOrEqual(21 + 8);
  const last = size - 4 - 7;
  for (const [left, top] of [
    [4, 4],
    [last, 4],
    [4, last],
  ] as const) {
    for (let step = 0; step < 7; step += 1) {
      expect(modules.has(`${left + step},${top}`)).toBe(true);
      expect(modules.has(`${left},${top + step}`)).toBe(true);
    }
    expect(modules.has(`${left + 1},${top + 1}`)).toBe(false);
    expect(modules.has(`${left + 3},${top + 3}`)).toBe(true);
  }
  for (const place of modules) {
    const [x = 0, y = 0] = place.split(",").map(Number);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
    expect(Math.max(x, y)).toBeLessThan(size - 4);
  }
});

test("another text is another code", () => {
  expect(qrPath("weixin://wxpay/bizpayurl?pr=a").path).not.toBe(qrPath("weixin://wxpay/bizpayurl?pr=b").path);
});
