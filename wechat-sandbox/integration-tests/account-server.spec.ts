import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalWeChat, openLocalWeChat } from "./local-wechat.js";

type Answer = Record<string, never> & { errcode?: number; errmsg?: string; msgid?: number };

let wechat: LocalWeChat;
let shop: Server;
let pushed: string[];
let access_token: string;
let openid: string;

beforeAll(async () => {
  pushed = [];
  // A shop that only says that it has heard.
  shop = createServer((request, response) => {
    pushed.push(request.url ?? "");
    request.resume().once("end", () => response.end("success"));
  });
  await new Promise<void>((ready) => shop.listen(0, "127.0.0.1", ready));
  wechat = await openLocalWeChat(`http://127.0.0.1:${(shop.address() as AddressInfo).port}`);
  const { app_id, app_secret } = wechat.credentials;
  const wanted = { grant_type: "client_credential", appid: app_id, secret: app_secret };
  access_token = String((await send("stable_token", wanted)).access_token);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
});
afterAll(async () => {
  await wechat.dispose();
  shop.closeAllConnections();
  shop.close();
});

async function send(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${wechat.origin}/cgi-bin/${path}?access_token=${access_token}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}
const read = async (path: string): Promise<Answer> =>
  (await (await fetch(`${wechat.origin}/cgi-bin/${path}?access_token=${access_token}`)).json()) as Answer;
const errcode = async (path: string, body: object) => (await send(path, body)).errcode;
const act = (given: object) => wechat.control("POST", "/account/acts", { openid, ...given });

describe("the menu", () => {
  const view = { type: "view", name: "商城", url: "https://shop.example.com/" };
  it.each([
    [40015, {}],
    [40016, { button: [view, view, view, view] }],
    [40017, { button: [{ ...view, type: "fly" }] }],
    [40018, { button: [{ ...view, name: "六个汉字啊啊" }] }],
    [40019, { button: [{ type: "click", name: "a", key: "k".repeat(129) }] }],
    [40020, { button: [{ ...view, url: "" }] }],
    [65317, { button: [{ ...view, url: "shop.example.com" }] }],
    [40023, { button: [{ name: "a", sub_button: [view, view, view, view, view, view] }] }],
    [40025, { button: [{ name: "a", sub_button: [{ ...view, name: "二".repeat(21) }] }] }],
    [40022, { button: [{ name: "a", sub_button: [{ name: "b", sub_button: [view] }] }] }],
  ])("is refused with %i", async (code, menu) => {
    expect(await errcode("menu/create", menu)).toBe(code);
  });

  it("is live once it was made, and gone once deleted", async () => {
    expect((await read("menu/get")).errcode).toBe(46003);
    expect(await errcode("menu/create", { button: [{ name: "更多", sub_button: [view] }] })).toBe(0);
    const button = [{ name: "更多", sub_button: { list: [view] } }];
    expect(await read("get_current_selfmenu_info")).toEqual({ is_menu_open: 1, selfmenu_info: { button } });
    expect((await read("menu/delete")).errcode).toBe(0);
    expect(await read("get_current_selfmenu_info")).toEqual({ is_menu_open: 0 });
  });
});

describe("messages", () => {
  const text = () =>
    errcode("message/custom/send", { touser: openid, msgtype: "text", text: { content: "好" } });

  it("of the customer service keep to their windows", async () => {
    expect(await text()).toBe(45015);
    await act({ act: "say", text: "在吗" });
    for (let time = 0; time < 5; time += 1) expect(await text()).toBe(0);
    expect(await text()).toBe(45047);
    await act({ act: "tap", button: { type: "view", url: "https://shop.example.com/" } });
    expect(await text()).toBe(45047);
    await act({ act: "tap", button: { type: "click", key: "K" } });
    expect(await text()).toBe(0);
    await wechat.control("POST", "/account", { refusing: [openid] });
    expect(await text()).toBe(48002);
    await wechat.control("POST", "/account", { refusing: [] });
  });

  it("from a template have typed fields, followers for readers, and one number once", async () => {
    const fields = [{ name: "phrase1", label: "状态" }];
    await wechat.control("POST", "/account", {
      templates: [{ template_id: "shipped", title: "发货通知", fields }],
    });
    const message = (changes: object) => ({
      touser: openid,
      template_id: "shipped",
      data: { phrase1: { value: "已发货" } },
      ...changes,
    });
    expect(await errcode("message/template/send", message({ template_id: "other" }))).toBe(40037);
    expect(await errcode("message/template/send", message({ data: { phrase1: { value: "shipped" } } }))).toBe(
      47003,
    );
    expect(await errcode("message/template/send", message({ touser: "nobody" }))).toBe(40003);
    const first = await send("message/template/send", message({ client_msg_id: "one" }));
    const again = await send("message/template/send", message({ client_msg_id: "one" }));
    expect(again.msgid).toBe(first.msgid);
    const { messages } = await wechat.control<{ messages: { content: { kind: string } }[] }>(
      "GET",
      `/account/messages?openid=${openid}`,
    );
    expect(messages.filter(({ content }) => content.kind === "notice")).toHaveLength(1);
    await act({ act: "unfollow" });
    expect(await errcode("message/template/send", message({ client_msg_id: "two" }))).toBe(43004);
  });
});

it("codes live 30 days at most, and a scan is pushed", async () => {
  const scene = { action_info: { scene: { scene_str: "shop-1" } } };
  const code = (changes: object) =>
    errcode("qrcode/create", { action_name: "QR_STR_SCENE", ...scene, ...changes });
  expect(await code({ expire_seconds: 2_592_001 })).toBe(40053);
  expect(await code({ action_info: { scene: { scene_str: "s".repeat(65) } } })).toBe(40053);
  expect(await code({ expire_seconds: 60 })).toBeUndefined();
  const before = pushed.length;
  await act({ act: "scan", scene: "shop-1" });
  expect(pushed.length).toBe(before + 1);
  expect(pushed.at(-1)).toMatch(/^\/hooks\/official-account\?signature=\w{40}&timestamp=\d+&nonce=\w+/);
});
