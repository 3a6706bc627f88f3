import { describe, expect, it } from "vitest";
import { newCustomer, profileUpdate } from "./customer-profile.js";

const person = { app_id: "wx", openid: "o", nickname: "林晓雨", avatar_url: "https://example/a.png" };

describe("a customer's profile", () => {
  it("starts with the nickname and without an e-mail address", () => {
    expect(newCustomer(person)).toEqual({
      first_name: "林晓雨",
      has_account: true,
      metadata: { wechat: { nickname: "林晓雨", avatar_url: "https://example/a.png" } },
    });
  });

  it("stays as it is while WeChat tells the same", () => {
    expect(profileUpdate(newCustomer(person), person)).toBeUndefined();
  });

  it("follows a new nickname and keeps other metadata", () => {
    const customer = { ...newCustomer(person), metadata: { ...newCustomer(person).metadata, level: 3 } };
    expect(profileUpdate(customer, { ...person, nickname: "晓雨" })).toEqual({
      first_name: "晓雨",
      metadata: { level: 3, wechat: { nickname: "晓雨", avatar_url: "https://example/a.png" } },
    });
  });

  it("leaves a name the customer chose alone", () => {
    const customer = { ...newCustomer(person), first_name: "林女士" };
    expect(profileUpdate(customer, { ...person, nickname: "晓雨" })).not.toHaveProperty("first_name");
  });
});
