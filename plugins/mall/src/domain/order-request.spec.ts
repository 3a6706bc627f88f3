import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressShape, canonicalOrder, mergeLines, orderShape, readRequest } from "./order-request";

const address = {
  full_name: "王小藤",
  phone: "138 0013 8000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 1 号",
};
const body = { items: [{ variant_id: "variant_1", quantity: 2 }], address, idempotency_key: "0123456789" };

describe("addressShape", () => {
  it.each([
    ["13800138000", "13800138000"],
    ["+86 138-0013-8000", "13800138000"],
    ["8619912345678", "19912345678"],
  ])("reads the mobile number %s", (phone, digits) =>
    expect(addressShape.parse({ ...address, phone }).phone).toBe(digits),
  );

  it.each(["12800138000", "1380013800", "138001380000", "010-12345678", "手机"])("refuses %s", (phone) =>
    expect(addressShape.safeParse({ ...address, phone }).success).toBe(false),
  );
});

describe("readRequest", () => {
  it("reads an order", () => {
    expect(readRequest(orderShape, body)).toMatchObject({ kind: "read", value: { promo_codes: [] } });
  });

  it.each([
    [{ ...body, items: [{ variant_id: "v", quantity: 0 }] }, "invalid_request", "items.0.quantity"],
    [{ ...body, items: [] }, "invalid_request", "items"],
    [{ ...body, address: { ...address, phone: "1" } }, "address_invalid", "address.phone"],
    [{ ...body, address: undefined }, "address_invalid", "address"],
    [{ ...body, expected_total_fen: "-1" }, "invalid_request", "expected_total_fen"],
    [{ ...body, idempotency_key: "" }, "invalid_request", "idempotency_key"],
    [{ ...body, remark: "a\u0000b" }, "invalid_request", "remark"],
    [{ ...body, items: [{ variant_id: "v\u0000", quantity: 1 }] }, "invalid_request", "items.0.variant_id"],
    [{ ...body, address: { ...address, full_name: "王\ud800" } }, "address_invalid", "address.full_name"],
  ])("names the code and the field of a bad body", (input, code, field) => {
    expect(readRequest(orderShape, input)).toMatchObject({ kind: "refused", refusal: { code, field } });
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(readRequest(orderShape, input).kind).toBe("refused");
      }),
    );
  });
});

describe("mergeLines", () => {
  it("keeps the first place and adds the quantities", () => {
    const merged = mergeLines([
      { variant_id: "a", quantity: 1 },
      { variant_id: "b", quantity: 2 },
      { variant_id: "a", quantity: 3 },
    ]);
    expect(merged).toEqual([
      { variant_id: "a", quantity: 4 },
      { variant_id: "b", quantity: 2 },
    ]);
  });
});

describe("canonicalOrder", () => {
  const request = orderShape.parse(body);
  it("is the same for the same wish", () => {
    const split = { ...request, items: [1, 1].map((quantity) => ({ variant_id: "variant_1", quantity })) };
    expect(canonicalOrder(split)).toBe(canonicalOrder(request));
  });
  it("differs with the address, the codes and the remark", () => {
    const other = { ...request, address: { ...request.address, district: "滨江区" } };
    expect(canonicalOrder(other)).not.toBe(canonicalOrder(request));
    expect(canonicalOrder({ ...request, promo_codes: ["A"] })).not.toBe(canonicalOrder(request));
    expect(canonicalOrder({ ...request, remark: "少糖" })).not.toBe(canonicalOrder(request));
  });
});
