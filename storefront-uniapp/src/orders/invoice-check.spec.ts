import { expect, it } from "vitest";
import { type InvoiceDraft, readInvoiceDraft } from "./invoice-check";

const draft: InvoiceDraft = {
  type: "company",
  title: " Tengman Ltd ",
  taxNumber: "91330106 ma2h3x8k-7q",
  email: "a@example.cn",
};

it("reads what people type, and sends a person no number", () => {
  expect(readInvoiceDraft(draft)).toEqual({
    kind: "read",
    request: {
      type: "company",
      title: "Tengman Ltd",
      tax_number: "91330106MA2H3X8K7Q",
      email: "a@example.cn",
    },
  });
  expect(readInvoiceDraft({ ...draft, type: "personal" })).toMatchObject({
    request: { type: "personal", title: "Tengman Ltd", email: "a@example.cn" },
  });
});

it.each([
  ["title", { title: " " }],
  ["tax_number", { taxNumber: "1234567890123456" }],
  ["email", { email: "a@b" }],
])("names the field that is wrong: %s", (field, change) => {
  expect(readInvoiceDraft({ ...draft, ...change })).toMatchObject({
    kind: "wrong",
    problems: { [field]: expect.any(String) },
  });
});

it("names all of them at once", () => {
  const read = readInvoiceDraft({ ...draft, taxNumber: "1", email: "a@b" });
  expect(read.kind === "wrong" && Object.keys(read.problems)).toEqual(["tax_number", "email"]);
});
