import { describe, expect, it } from "vitest";
import { pushMessage, sceneOf } from "./push-message";

const base = { ToUserName: "gh_1", FromUserName: "oA-1_x", CreateTime: "1348831860" };

describe("a push", () => {
  it("that is a message is known by its number", () => {
    const message = pushMessage({ ...base, MsgType: "text", Content: "你好", MsgId: "123" });
    expect(message).toMatchObject({ dedupe_key: "message:123", text: "你好", event: null });
    expect(message?.sent_at.toISOString()).toBe("2012-09-28T11:31:00.000Z");
  });

  it("that is an event is known by who, when and what", () => {
    const one = pushMessage({ ...base, MsgType: "event", Event: "CLICK", EventKey: "K1" });
    expect(one?.dedupe_key).toBe("event:oA-1_x:1348831860:click:");
    const other = pushMessage({ ...base, MsgType: "event", Event: "SCAN", EventKey: "K1" });
    expect(other?.dedupe_key).not.toBe(one?.dedupe_key);
  });

  it("tells a scan's scene whether or not the person followed with it", () => {
    const followed = pushMessage({
      ...base,
      MsgType: "event",
      Event: "subscribe",
      EventKey: "qrscene_shop-1",
    });
    const scanned = pushMessage({ ...base, MsgType: "event", Event: "SCAN", EventKey: "shop-1" });
    const clicked = pushMessage({ ...base, MsgType: "event", Event: "CLICK", EventKey: "shop-1" });
    expect([followed, scanned, clicked].map((message) => message && sceneOf(message))).toEqual([
      "shop-1",
      "shop-1",
      null,
    ]);
  });

  it("says what became of a template message", () => {
    const fields = {
      ...base,
      MsgType: "event",
      Event: "TEMPLATESENDJOBFINISH",
      MsgID: "7",
      Status: "success",
    };
    expect(pushMessage(fields)?.template).toEqual({ msg_id: "7", status: "success" });
  });

  it.each([
    [{ ...base, MsgType: "" }],
    [{ ...base, MsgType: "event" }],
    [{ ...base, MsgType: "text", FromUserName: "a b" }],
    [{ ...base, MsgType: "text", CreateTime: "soon" }],
  ])("without what every push has is none: %o", (fields) => {
    expect(pushMessage(fields)).toBeNull();
  });
});
