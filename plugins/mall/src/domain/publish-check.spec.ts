import { describe, expect, it } from "vitest";
import { NO_DISCLOSURES } from "./disclosures";
import { checkPublishing, type PublishFacts } from "./publish-check";

const COMPLETE: PublishFacts = {
  business_license_url: "https://shop.example/licence.png",
  icp_number: "浙ICP备12345678号-1",
  disclosures: {
    operator_name: "杭州藤蔓商贸有限公司",
    complaint_phone: "0571-8888 6666",
    complaint_email: "",
    privacy_version: "2026-11",
    privacy_notice: "我们是杭州藤蔓商贸有限公司，为完成订单处理你的姓名、电话与地址，保存三年。",
    return_policy: "签收次日起七天内可无理由退货，运费由买家承担；定制商品不适用，购买时会提示。",
  },
  flagged_products: 0,
};

const missingOf = (facts: PublishFacts) =>
  checkPublishing(facts)
    .findings.filter(({ state }) => state === "missing")
    .map(({ id }) => id);

describe("can this shop open?", () => {
  it("yes, when everything is there; then nothing has a remedy", () => {
    const { ready, findings } = checkPublishing(COMPLETE);
    expect(ready).toBe(true);
    expect(findings.some(({ remedy }) => remedy)).toBe(false);
  });

  it("no, with everything named, for a shop whose merchant has written nothing", () => {
    const empty = {
      business_license_url: undefined,
      icp_number: undefined,
      disclosures: NO_DISCLOSURES,
      flagged_products: 2,
    };
    expect(missingOf(empty)).toEqual(checkPublishing(empty).findings.map(({ id }) => id));
    expect(checkPublishing(empty).findings.every(({ remedy }) => remedy)).toBe(true);
  });

  const without = (change: Partial<PublishFacts["disclosures"]>): PublishFacts => ({
    ...COMPLETE,
    disclosures: { ...COMPLETE.disclosures, ...change },
  });
  it.each<[string, PublishFacts, string]>([
    ["no licence", { ...COMPLETE, business_license_url: "" }, "business_license"],
    ["a number that is no filing", { ...COMPLETE, icp_number: "待备案" }, "icp_number"],
    ["nobody's name", without({ operator_name: "" }), "operator_name"],
    ["a telephone nobody has", without({ complaint_phone: "12345" }), "complaint_contact"],
    ["a notice without a version", without({ privacy_version: "" }), "privacy_notice"],
    ["a notice of a word", without({ privacy_notice: "见官网" }), "privacy_notice"],
    ["no return policy", without({ return_policy: "" }), "return_policy"],
    ["a flagged product", { ...COMPLETE, flagged_products: 1 }, "advertising_words"],
  ])("%s is named alone", (_what, facts, id) => {
    expect(missingOf(facts)).toEqual([id]);
  });

  it.each(["13800138000", "400-820-8820", "95588", "(010) 6500 1234"])(
    "%s is a telephone",
    (complaint_phone) => {
      expect(missingOf(without({ complaint_phone }))).toEqual([]);
    },
  );
  it.each(["京ICP证030173号", "粤ICP备2021012345号"])("%s is a filing", (icp_number) => {
    expect(missingOf({ ...COMPLETE, icp_number })).toEqual([]);
  });
});
