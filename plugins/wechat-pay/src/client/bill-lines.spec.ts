import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BillLine, readBillLines } from "./bill-lines";

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

async function read(text: string | Buffer, size = 7): Promise<BillLine[]> {
  const lines: BillLine[] = [];
  for await (const line of readBillLines(cut(Buffer.from(text as string), size))) {
    lines.push(line);
  }
  return lines;
}

const bill = (rows: readonly (readonly string[])[]) =>
  [
    "\uFEFF商户订单号,商品名称,订单金额",
    ...rows.map((row) => row.map((value) => `\`${value}`).join(",")),
    "总交易单数,订单总金额",
    `\`${rows.length},\`0.00`,
    "",
  ].join("\r\n");

describe("a bill", () => {
  it("is read with its byte order mark, backticks, commas inside values, and summary", async () => {
    expect(await read(bill([["no-1", "咖啡豆, 500g", "19.90"]]))).toEqual([
      {
        kind: "detail",
        cells: new Map([
          ["商户订单号", "no-1"],
          ["商品名称", "咖啡豆, 500g"],
          ["订单金额", "19.90"],
        ]),
      },
      {
        kind: "summary",
        cells: new Map([
          ["总交易单数", "1"],
          ["订单总金额", "0.00"],
        ]),
      },
    ]);
  });

  it("law: wherever the stream is cut, the same lines come out", async () => {
    const value = fc.stringMatching(/^[A-Za-z0-9订单豆☕, ]{0,12}$/u).map((text) => text.trim());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, value, value), { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const lines = await read(bill(rows), size);
          expect(lines.slice(0, -1).map(({ cells }) => [...cells.values()])).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["the summary is missing", "商户订单号\r\n`1\r\n"],
    ["the summary is missing", ""],
    ["values before titles", "`1\r\n"],
    ["2 values for 1 titles", "商户订单号\r\n`1,`2\r\n"],
    ["something follows the summary", `${bill([])}\`again`],
    ["a third line of titles", "a\r\nb\r\nc\r\n"],
  ])("is refused: %s", async (reason, text) => {
    await expect(read(text)).rejects.toMatchObject({ name: "BillMalformedError", reason });
  });

  it("is refused when its bytes are not UTF-8", async () => {
    await expect(read(Buffer.from([0x61, 0xff, 0x0a]))).rejects.toThrow(TypeError);
  });
});
