import { type Answer, Person } from "../../../plugins/distribution/integration-tests/people";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";

export const PASSWORD = "correct horse";

let last = 0;
export const newEmail = () => `wanderer${++last}@example.com`;
export const newPhone = () => String(13_700_000_000 + ++last);
/** Everybody comes from a network of their own. */
const anywhere = () => ({
  "x-forwarded-for": `203.0.${Math.floor(++last / 250)}.${1 + (last % 250)}`,
});

/** What people do to their accounts in a test's shop. */
export class Shoppers {
  constructor(
    private readonly shop: TestShop,
    /** The shop's publishable key. */
    readonly key: string,
  ) {}

  /** Opens the doors of a shop whose messages nobody waits for. */
  static async of(shop: TestShop): Promise<Shoppers> {
    const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
    await fetch(`${shop.wechatOrigin}/__control/settings`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ sms_limits: false }),
    });
    return new Shoppers(shop, rows[0].token);
  }

  /** Somebody with a token, or nobody. */
  as(token?: string): Person {
    return new Person(this.shop, this.key, token, "");
  }

  /** Asks from a network that nobody has asked from before. */
  ask(who: Person, method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Answer> {
    return who.ask(method, path, body, anywhere());
  }

  async phoneCode(phone: string, purpose: string): Promise<string> {
    await this.shop.pool.query("update phone_code_sent set sent_at = sent_at - interval '1 day'");
    await this.ask(this.as(), "POST", "/store/phone-login/codes", { phone, purpose });
    const answer = await fetch(`${this.shop.wechatOrigin}/__control/short-messages?phone=${phone}`);
    const { short_messages } = (await answer.json()) as { short_messages: { text: string }[] };
    return /\d{6}/.exec(short_messages[0]?.text ?? "")?.[0] ?? "";
  }

  async emailCode(email: string, purpose: string): Promise<string> {
    await this.shop.pool.query("update email_code_sent set sent_at = sent_at - interval '1 day'");
    await fetch(`${this.shop.wechatOrigin}/__control/mails`, { method: "DELETE" });
    await this.ask(this.as(), "POST", "/store/accounts/email/codes", { email, purpose });
    for (let tries = 0; tries < 400; tries += 1) {
      const answer = await fetch(`${this.shop.wechatOrigin}/__control/mails?to=${encodeURIComponent(email)}`);
      const { mails } = (await answer.json()) as { mails: { subject: string }[] };
      if (mails[0]) return /\d{6}/.exec(mails[0].subject)?.[0] ?? "";
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no mail reached ${email}`);
  }

  /** Logs in by phone. */
  async byPhone(phone: string): Promise<Person> {
    const code = await this.phoneCode(phone, "log_in");
    const { body } = await this.ask(this.as(), "POST", "/auth/customer/phone", { phone, code });
    return this.as(body.token);
  }

  async linkPhone(who: Person, phone: string): Promise<Answer> {
    const code = await this.phoneCode(phone, "link");
    return this.ask(who, "POST", "/store/accounts/identities/phone", { phone, code });
  }

  async linkEmail(who: Person, email: string): Promise<Answer> {
    const code = await this.emailCode(email, "link");
    return this.ask(who, "POST", "/store/accounts/identities/email", { email, code, password: PASSWORD });
  }

  /** Whose customer somebody is; undefined once they are nobody. */
  async idOf(who: Person): Promise<string | undefined> {
    return (await this.ask(who, "GET", "/store/customers/me")).body?.customer?.id;
  }
}
