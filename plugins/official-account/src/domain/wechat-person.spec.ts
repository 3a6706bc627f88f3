import { describe, expect, it } from "vitest";
import { identityKey, identityMetadata, personOf, UNNAMED } from "./wechat-person.js";

const person = {
  app_id: "wx0123456789abcdef",
  openid: "oPerson",
  unionid: "uPerson",
  nickname: "林晓雨",
  avatar_url: "https://example/avatar.png",
};

describe("a WeChat person", () => {
  it("is one identity per account and openid", () => {
    expect(identityKey(person)).toBe("wx0123456789abcdef:oPerson");
  });

  it("survives the way into an identity and back", () => {
    expect(personOf(identityMetadata(person))).toEqual(person);
    const { unionid: _, ...without_unionid } = person;
    expect(personOf(identityMetadata(without_unionid))).toEqual(without_unionid);
  });

  it("shows tokens no openid and no unionid", () => {
    expect(Object.keys(identityMetadata(person).user_metadata)).toEqual(["nickname"]);
  });

  it("has a name even when WeChat told none", () => {
    expect(
      personOf({ provider_metadata: { app_id: "wx", openid: "o" }, user_metadata: null })?.nickname,
    ).toBe(UNNAMED);
  });

  it("is nobody when the identity is another provider's", () => {
    expect(personOf({ provider_metadata: { password: "hash" }, user_metadata: {} })).toBeUndefined();
    expect(personOf({})).toBeUndefined();
  });
});
