import { describe, expect, it } from "vitest";
import { piecesOf, readSheet, type Sheet } from "./shipment-sheet";

const HEADING = ["订单编号", "商品行号", "数量", "快递公司", "运单号"];
const sheet = (...rows: string[][]) =>
  readSheet([HEADING, ...rows].map((cells, index) => ({ line: index + 1, cells }))) as Sheet;

describe("a sheet of shipments", () => {
  it("reads one line a parcel, or several, and knows carriers by name, code or number", () => {
    const { orders, faults, unfilled } = sheet(
      ["\t20261130", "", "", "", "SF1234567890123"],
      ["'20261131", "line_1", "2", "zhongtong", "78000001"],
      ["20261131", "line_2", "", "中通", "78000001"],
      ["20261131", "line_1", "1", "圆通速递", "yt1234567890123"],
      ["20261132", "", "", "", ""],
    );
    expect({ faults, unfilled }).toEqual({ faults: [], unfilled: 1 });
    expect(orders).toEqual([
      {
        number: "20261130",
        line: 2,
        parcels: [{ carrier: "顺丰速运", tracking_number: "SF1234567890123", pieces: [] }],
      },
      {
        number: "20261131",
        line: 3,
        parcels: [
          {
            carrier: "中通快递",
            tracking_number: "78000001",
            pieces: [
              { line: 3, key: "line_1", quantity: 2 },
              { line: 4, key: "line_2", quantity: null },
            ],
          },
          {
            carrier: "圆通速递",
            tracking_number: "YT1234567890123",
            pieces: [{ line: 5, key: "line_1", quantity: 1 }],
          },
        ],
      },
    ]);
  });

  it.each([
    ["没有订单编号", ["", "", "", "顺丰", "SF1234567890"]],
    ["科学计数法", ["2.02611E+19", "", "", "顺丰", "SF1234567890"]],
    ["不正确", ["1", "", "", "顺丰", "运单"]],
    ["没有快递公司", ["1", "", "", "", "773123456789012"]],
    ["无法识别的字符", ["1\u0000", "", "", "顺丰", "SF1234567890"]],
    ["无法识别的字符", ["1", "line\u0000", "", "顺丰", "SF1234567890"]],
    ["无法识别的字符", ["1", "", "", "顺\u0000丰", "SF1234567890"]],
    ["数量「0」不正确", ["1", "line", "0", "顺丰", "SF1234567890"]],
  ])("says what is wrong with a line: %s", (message, row) => {
    expect(sheet(row)).toMatchObject({
      orders: [],
      faults: [{ line: 2, message: expect.stringContaining(message) }],
    });
  });

  it("leaves an order with one faulty line out whole", () => {
    const { orders, faults } = sheet(
      ["1", "", "", "顺丰", "SF1234567890"],
      ["2", "", "", "顺丰", "SF1234567891"],
      ["1", "", "", "顺丰", "?"],
    );
    expect(orders.map(({ number }) => number)).toEqual(["2"]);
    expect(faults.map(({ line }) => line)).toEqual([4]);
  });

  it("needs its columns by name", () => {
    expect(readSheet([{ line: 1, cells: ["快递公司", "备注"] }])).toEqual({
      missing: ["订单编号", "运单号"],
    });
    expect(readSheet([])).toEqual({ missing: ["订单编号", "运单号"] });
  });
});

describe("the pieces that a sheet names", () => {
  const lines = [
    { line_id: "ordli_1", sku: "TEA", free: 2 },
    { line_id: "ordli_2", sku: "CUP", free: 1 },
    { line_id: "ordli_3", sku: "CUP", free: 1 },
  ];
  const named = (key: string, quantity: number | null) =>
    piecesOf({ carrier: "顺丰", tracking_number: "SF1", pieces: [{ line: 7, key, quantity }] }, lines);

  it("are found by line or article number; without a quantity they are all that is left", () => {
    expect(named("ordli_2", 1)).toEqual([{ line_id: "ordli_2", quantity: 1 }]);
    expect(named("TEA", null)).toEqual([{ line_id: "ordli_1", quantity: 2 }]);
  });

  it("are a fault of their line when nobody or several are meant", () => {
    expect(named("HAT", 1)).toMatchObject({ line: 7, message: expect.stringContaining("没有商品行") });
    expect(named("CUP", 1)).toMatchObject({ line: 7, message: expect.stringContaining("不止一行") });
  });
});
