import { expect, it } from "vitest";
import {
  bpsOfPercent,
  fenOfYuan,
  instantOfInput,
  percentOfBps,
  shanghaiInput,
  yuanOfFen,
} from "./amounts-typed";

it.each([
  ["19.9", "1990"],
  ["0", "0"],
  ["0.05", "5"],
  ["1000", "100000"],
  ["1.005", null],
  ["-1", null],
  ["", null],
  ["1e3", null],
])("%s yuan are %s fen", (typed, fen) => {
  expect(fenOfYuan(typed)).toBe(fen);
});

it("what was typed comes back", () => {
  expect(yuanOfFen("1990")).toBe("19.90");
  expect(yuanOfFen("5")).toBe("0.05");
  expect(bpsOfPercent("7.5")).toBe(750);
  expect(bpsOfPercent("7.555")).toBeNull();
  expect(percentOfBps(750)).toBe("7.5");
});

it("moments are typed by the clock of Shanghai", () => {
  expect(shanghaiInput("2026-11-10T16:00:00.000Z")).toBe("2026-11-11T00:00");
  expect(instantOfInput("2026-11-11T00:00")).toBe("2026-11-10T16:00:00.000Z");
});
