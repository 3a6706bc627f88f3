import { describe, expect, it } from "vitest";
import type { Address } from "@/api/order-types";
import { faultsOf, maskedPhone, regionWords, tidyAddress } from "./address-check";

const good: Address = {
  full_name: "陈默",
  phone: "13800001234",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 90 号",
};

describe("an address", () => {
  it("is complete or names what is missing, in the order of the form", () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, full_name: " ", phone: "12345", district: "", address_1: "" })).toEqual([
      "name",
      "phone",
      "region",
      "street",
    ]);
  });

  it("takes phones as people write them and sends bare digits", () => {
    expect(faultsOf({ ...good, phone: "138 0000-1234" })).toEqual([]);
    expect(tidyAddress({ ...good, full_name: " 陈默 ", phone: "138 0000-1234" })).toEqual(good);
    expect(faultsOf({ ...good, phone: "12800001234" })).toEqual(["phone"]);
  });

  it("names a municipality once and hides the middle of a phone", () => {
    expect(regionWords({ ...good, province: "北京市", city: "市辖区", district: "东城区" })).toBe(
      "北京市 东城区",
    );
    expect(regionWords(good)).toBe("浙江省 杭州市 西湖区");
    expect(maskedPhone("13800001234")).toBe("138****1234");
  });
});
