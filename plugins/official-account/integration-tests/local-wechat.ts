import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endChild, freePort } from "../../../scripts/local/children.mjs";
import { startWeChat } from "../../../scripts/local/shop.mjs";
import { OfficialAccountClient } from "../src/client/official-account-client";

export interface LocalPerson {
  openid: string;
  unionid: string;
  nickname: string;
}

/** What became of a push: every delivery, and the answer after decryption. */
export interface PushOutcome {
  tries: { status?: number; ms: number; body?: string }[];
  answer: string | null;
}

/** Asks the local WeChat, at `origin`, for what a person's taps would bring about. */
export class WechatControl {
  constructor(readonly origin: string) {}

  async people(): Promise<LocalPerson[]> {
    return (await this.call<{ people: LocalPerson[] }>("GET", "people")).people;
  }

  /** Somebody nobody has met before. */
  async newcomer(nickname: string): Promise<LocalPerson> {
    return (await this.call<{ person: LocalPerson }>("POST", "people", { nickname })).person;
  }

  /** A code as the authorize page hands it out when the person agrees. */
  async code(openid: string, query: { scope?: string; snapshot?: "1" } = {}): Promise<string> {
    const search = new URLSearchParams({ openid, ...query });
    return (await this.call<{ code: string }>("GET", `oauth-code?${search}`)).code;
  }

  async revokeAccessTokens(): Promise<void> {
    await this.call("POST", "access-tokens/revoke", {});
  }

  /** What somebody does to the account; answers what became of the push. */
  async act(act: Record<string, unknown>): Promise<PushOutcome[]> {
    return (await this.call<{ outcomes: PushOutcome[] }>("POST", "account/acts", act)).outcomes;
  }

  /** Turns the account's server side: how it pushes, who refuses messages, what quotas are left. */
  async setAccount(settings: Record<string, unknown>): Promise<void> {
    await this.call("POST", "account", settings);
  }

  /** The account as WeChat has it. */
  async account(): Promise<Record<string, never>> {
    return (await this.call<{ account: Record<string, never> }>("GET", "account")).account;
  }

  /** What somebody sees in the chat with the account, and anywhere else. */
  async chat(openid: string): Promise<{ from: string; content: Record<string, string> }[]> {
    type Message = { from: string; content: Record<string, string> };
    return (await this.call<{ messages: Message[] }>("GET", `account/messages?openid=${openid}`)).messages;
  }

  private async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.origin}/__control/${path}`, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

/** Starts a local WeChat for one test file. */
export async function openLocalWechat() {
  const folder = mkdtempSync(join(tmpdir(), "official-account-"));
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
  const { app_id, app_secret } = JSON.parse(readFileSync(join(folder, "credentials.json"), "utf8"));
  const options = { app_id, app_secret, api_base_url: origin, open_base_url: origin, timeout_ms: 5_000 };
  return {
    control: new WechatControl(origin),
    options,
    client: new OfficialAccountClient(options),
    async close() {
      await endChild(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
