import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endChild, freePort } from "../../../scripts/local/children.mjs";
import { startWeChat } from "../../../scripts/local/shop.mjs";
import type { SmsOptions } from "../src/options";

/** The short messages of a number at a local WeChat, the newest first. */
export async function smsOf(wechatOrigin: string, phone: string): Promise<string[]> {
  const answer = await fetch(`${wechatOrigin}/__control/short-messages?phone=${phone}`);
  const { short_messages } = (await answer.json()) as { short_messages: { text: string }[] };
  return short_messages.map(({ text }) => text);
}

/** The code in the newest short message to a number. */
export async function codeFor(wechatOrigin: string, phone: string): Promise<string> {
  const [text = ""] = await smsOf(wechatOrigin, phone);
  return /\d{6}/.exec(text)?.[0] ?? "";
}

/** Starts a local WeChat alone, and says how its SMS vendors are spoken to. */
export async function openLocalSms() {
  const folder = mkdtempSync(join(tmpdir(), "phone-login-"));
  const [shopPort, wechatPort, first, second] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const child = await startWeChat({
    shopPort,
    wechatPort,
    webViewPorts: [first, second],
    wechatFolder: folder,
    logFolder: folder,
    mediaFolder: folder,
    databaseUrl: "",
    secrets: { jwt: "", cookie: "", identity: "" },
    admin: { email: "", password: "" },
  });
  const origin = `http://127.0.0.1:${wechatPort}`;
  const account = JSON.parse(readFileSync(join(folder, "sms.json"), "utf8"));
  const shared = {
    sign_name: account.sign_name,
    region: "ap-guangzhou",
    base_url: origin,
    timeout_ms: 5_000,
  };
  const aliyun: SmsOptions = {
    ...shared,
    vendor: "aliyun",
    access_key_id: account.aliyun.access_key_id,
    access_key_secret: account.aliyun.access_key_secret,
    template_code: account.aliyun.template_code,
  };
  const tencent: SmsOptions = {
    ...shared,
    vendor: "tencent",
    access_key_id: account.tencent.secret_id,
    access_key_secret: account.tencent.secret_key,
    template_code: account.tencent.template_id,
    sdk_app_id: account.tencent.sdk_app_id,
  };
  return {
    origin,
    aliyun,
    tencent,
    async close() {
      await endChild(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
