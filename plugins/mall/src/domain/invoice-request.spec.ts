import { describe, expect, it } from "vitest";
import { invoiceableFen, invoiceIssueShape, invoiceRequestShape } from "./invoice-request";

const company = (tax_number: string) => ({
  type: "company",
  title: "杭州藤蔓商贸有限公司",
  tax_number,
  email: "fapiao@example.cn",
});

describe("a request for an invoice", () => {
  it.each([15, 17, 18, 20])("takes a taxpayer's number of %d characters", (length) => {
    expect(invoiceRequestShape.safeParse(company("9".repeat(length))).success).toBe(true);
  });
  it.each([14, 16, 19, 21, 0])("refuses one of %d", (length) => {
    expect(invoiceRequestShape.safeParse(company("9".repeat(length))).success).toBe(false);
  });
  it("reads one as people type it, and refuses other characters", () => {
    const read = invoiceRequestShape.parse(company("91330106 ma2h3x8k-7q"));
    expect(read).toMatchObject({ tax_number: "91330106MA2H3X8K7Q" });
    expect(invoiceRequestShape.safeParse(company("九".repeat(18))).success).toBe(false);
  });
  it("needs no number for a person, and an e-mail for everybody", () => {
    const personal = { type: "personal", title: "王小藤", email: "wang@example.cn" };
    expect(invoiceRequestShape.safeParse(personal).success).toBe(true);
    expect(invoiceRequestShape.safeParse({ ...personal, email: "wang" }).success).toBe(false);
    expect(invoiceRequestShape.safeParse({ ...personal, type: "company" }).success).toBe(false);
  });
});

describe("an issued invoice", () => {
  it("has a number of digits and a link that a browser may follow", () => {
    const issue = { revision: 0, invoice_number: "24332000000012345678" };
    expect(invoiceIssueShape.safeParse(issue).success).toBe(true);
    expect(invoiceIssueShape.safeParse({ ...issue, url: "javascript:alert(1)" }).success).toBe(false);
    expect(invoiceIssueShape.safeParse({ ...issue, invoice_number: "A1" }).success).toBe(false);
  });
  it("is over what was paid and not given back, never below nothing", () => {
    expect(invoiceableFen({ paid_fen: 1990n, refunded_fen: 990n })).toBe(1000n);
    expect(invoiceableFen({ paid_fen: 1990n, refunded_fen: 1990n })).toBe(0n);
    expect(invoiceableFen({ paid_fen: 0n, refunded_fen: 5n })).toBe(0n);
  });
});
