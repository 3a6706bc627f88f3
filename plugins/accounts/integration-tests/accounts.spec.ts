import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop, tokenOf } from "../../../scripts/local/test-shop.mjs";

let shop: TestShop;
let publishable_key: string;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

beforeAll(async () => {
  // The standard limits: everybody here comes from an address of their own.
  shop = await openTestShop({ name: "accounts", extraEnvironment: { MALL_LIMITS: "{}" } });
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable'");
  publishable_key = rows[0].token;
  await fetch(`${shop.wechatOrigin}/__control/settings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sms_limits: false }),
  });
});
afterAll(() => shop?.close());

let last = 0;
const newEmail = () => `shopper${++last}@example.com`;
const newPhone = () => String(13_600_000_000 + ++last);
/** Everybody comes from a network of their own. */
const newAddress = () => `203.0.${Math.floor(++last / 250)}.${1 + (last % 250)}`;
const PASSWORD = "correct horse";

async function call(method: string, path: string, body?: object, token?: unknown): Promise<Answer> {
  const response = await fetch(`${shop.origin}${path}`, {
    method,
    headers: {
      "x-publishable-api-key": publishable_key,
      "x-forwarded-for": newAddress(),
      ...(body ? { "content-type": "application/json" } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
}

const post = (path: string, body: object, token?: unknown) => call("POST", path, body, token);

/** What lies in the newest letter to an address. */
async function mailedCode(email: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${shop.wechatOrigin}/__control/mails?to=${encodeURIComponent(email)}`);
    const { mails } = (await answer.json()) as { mails: { subject: string }[] };
    const [newest] = mails;
    if (newest) return /\d{6}/.exec(newest.subject)?.[0] ?? "";
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail reached ${email}`);
}

async function codeFor(email: string, purpose = "password"): Promise<string> {
  await emptyMailbox();
  const asked = await post("/store/accounts/email/codes", { email, purpose });
  expect(asked).toEqual({ status: 202, body: { expires_in_s: 300, resend_after_s: 60 } });
  return mailedCode(email.toLowerCase());
}

/** The minute between two codes passes; letters that were read are not read again. */
async function emptyMailbox(): Promise<void> {
  await shop.pool.query("update email_code_sent set sent_at = sent_at - interval '1 day'");
  await fetch(`${shop.wechatOrigin}/__control/mails`, { method: "DELETE" });
}

async function phoneCode(phone: string, purpose: string): Promise<string> {
  await shop.pool.query("update phone_code_sent set sent_at = sent_at - interval '1 day'");
  expect((await post("/store/phone-login/codes", { phone, purpose })).status).toBe(202);
  const answer = await fetch(`${shop.wechatOrigin}/__control/short-messages?phone=${phone}`);
  const { short_messages } = (await answer.json()) as { short_messages: { text: string }[] };
  return /\d{6}/.exec(short_messages[0]?.text ?? "")?.[0] ?? "";
}

async function register(email: string, password = PASSWORD): Promise<unknown> {
  const code = await codeFor(email);
  const { status, body } = await post("/store/accounts/email/password", { email, code, password });
  expect(status).toBe(200);
  return body.token;
}

async function byPhone(phone: string): Promise<unknown> {
  const { body } = await post("/auth/customer/phone", { phone, code: await phoneCode(phone, "log_in") });
  return body.token;
}

const logIn = (email: string, password: string) => post("/auth/customer/email", { email, password });
const idOf = async (token: unknown) =>
  ((await call("GET", "/store/customers/me", undefined, token)).body.customer as { id: string } | undefined)
    ?.id;
const identities = async (token: unknown) =>
  (await call("GET", "/store/accounts/identities", undefined, token)).body.identities;

describe("an e-mail address", () => {
  it("is registered by the code that was mailed to it, and logs in however it is written", async () => {
    const email = newEmail();
    const token = await register(email.toUpperCase());
    const id = await idOf(token);
    expect(id).toMatch(/^cus_/);
    const again = await logIn(` ${email.replace("shopper", "Shopper")}`, PASSWORD);
    expect(again.status).toBe(200);
    expect(await idOf(again.body.token)).toBe(id);
    expect((await logIn(email, "another password")).body.code).toBe("credentials_wrong");
  });

  it("gets a new password by a code, which ends every earlier log-in", async () => {
    const email = newEmail();
    const token = await register(email);
    const id = await idOf(token);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const code = await codeFor(email);
    const chosen = await post("/store/accounts/email/password", { email, code, password: "battery staple" });
    expect(await idOf(chosen.body.token)).toBe(id);
    expect(await idOf(token)).toBeUndefined();
    expect((await logIn(email, PASSWORD)).status).toBe(401);
    expect((await logIn(email, "battery staple")).status).toBe(200);
  });

  it("keeps its code when the new password is refused", async () => {
    const email = newEmail();
    const code = await codeFor(email);
    for (const password of ["short", "", email]) {
      const refused = await post("/store/accounts/email/password", { email, code, password });
      expect([refused.status, refused.body.code]).toEqual([400, "password_invalid"]);
    }
    expect((await post("/store/accounts/email/password", { email, code, password: PASSWORD })).status).toBe(
      200,
    );
  });

  it("answers whoever has no code alike, with an account and without", async () => {
    const known = newEmail();
    await register(known);
    const [mine, nobodys] = [known, newEmail()];
    await emptyMailbox();
    const asked = await Promise.all(
      [mine, nobodys].map((email) => post("/store/accounts/email/codes", { email, purpose: "password" })),
    );
    expect(asked[0]).toEqual(asked[1]);
    const guessed = await Promise.all(
      [mine, nobodys].map((email) =>
        post("/store/accounts/email/password", { email, code: "x", password: PASSWORD }),
      ),
    );
    expect(guessed[0]).toEqual(guessed[1]);
    expect(guessed[0]?.body.code).toBe("code_wrong");
    expect(await logIn(nobodys, PASSWORD)).toEqual(await logIn(mine, "another password"));
  });

  it("of the admin's is apart from the admin's log-in", async () => {
    await register(shop.admin.email);
    const asked = await post("/auth/user/emailpass", { email: shop.admin.email, password: PASSWORD });
    expect(asked.status).toBe(401);
    expect((await post("/auth/user/emailpass", shop.admin)).status).toBe(200);
  });

  it("is registered once by ten requests with one code", async () => {
    const email = newEmail();
    const code = await codeFor(email);
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        post("/store/accounts/email/password", { email, code, password: PASSWORD }),
      ),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await shop.pool.query("select count(*)::int as n from customer where email = $1", [
      email,
    ]);
    expect(rows[0].n).toBe(1);
  });
});

describe("a registration that broke off", () => {
  it("is completed by the next code", async () => {
    const email = newEmail();
    await register(email);
    await shop.pool.query("delete from customer where email = $1", [email]);
    await shop.pool.query(
      `update auth_identity set app_metadata = null
        where id = (select auth_identity_id from provider_identity where entity_id = $1)`,
      [email],
    );
    expect(await idOf(await register(email))).toMatch(/^cus_/);
  });
});

describe("a password", () => {
  it("is guessed thirty times with somebody's token, not oftener, and its owner still logs in", async () => {
    const email = newEmail();
    const token = await register(email);
    const guess = (old_password: string) =>
      post("/store/accounts/password", { old_password, password: "battery staple" }, token);
    for (let times = 0; times < 30; times += 1) expect((await guess("a guess")).status).toBe(422);
    expect(await guess(PASSWORD)).toMatchObject({ status: 429, body: { code: "too_many_attempts" } });
    expect((await logIn(email, PASSWORD)).status).toBe(200);
  });

  it("is changed after the old one, and other log-ins end", async () => {
    const email = newEmail();
    const first = await register(email);
    const change = (old_password: string, password: string) =>
      post("/store/accounts/password", { old_password, password }, first);
    expect((await change("not the old one", "battery staple")).body).toMatchObject({
      code: "old_password_wrong",
      field: "old_password",
    });
    expect((await change(PASSWORD, "short")).body.code).toBe("password_invalid");
    const changed = await change(PASSWORD, "battery staple");
    expect(changed.status).toBe(200);
    expect(await idOf(first)).toBeUndefined();
    expect(await idOf(changed.body.token)).toMatch(/^cus_/);
    expect((await logIn(email, "battery staple")).status).toBe(200);
  });
});

describe("one customer with several ways in", () => {
  it("adds an address to a number: both log in to the same customer, labels hide them", async () => {
    const [phone, email] = [newPhone(), newEmail()];
    const token = await byPhone(phone);
    const code = await codeFor(email, "link");
    const linked = await post("/store/accounts/identities/email", { email, code, password: PASSWORD }, token);
    expect(linked.status).toBe(204);
    const { body } = await logIn(email, PASSWORD);
    expect(await idOf(body.token)).toBe(await idOf(token));
    expect(await identities(token)).toEqual(
      expect.arrayContaining([
        { provider: "phone", label: `${phone.slice(0, 3)}****${phone.slice(-4)}` },
        { provider: "email", label: "s***@example.com" },
      ]),
    );
  });

  it("changes the number: the new one logs in, the old one becomes a stranger's", async () => {
    const [old_phone, phone] = [newPhone(), newPhone()];
    const token = await byPhone(old_phone);
    const id = await idOf(token);
    const code = await phoneCode(phone, "link");
    expect((await post("/store/accounts/identities/phone", { phone, code }, token)).status).toBe(204);
    expect(await idOf(await byPhone(phone))).toBe(id);
    expect(await idOf(await byPhone(old_phone))).not.toBe(id);
  });

  it("is refused what belongs to somebody else, and loses nothing", async () => {
    const [mine, theirs] = [newPhone(), newPhone()];
    const token = await byPhone(mine);
    const their_token = await byPhone(theirs);
    const other = await idOf(their_token);
    // Whoever has saved an address has something to lose.
    const address = { first_name: "收货人", address_1: "文三路 1 号", country_code: "cn" };
    for (const one of [token, their_token]) await post("/store/customers/me/addresses", address, one);
    const code = await phoneCode(theirs, "link");
    const refused = await post("/store/accounts/identities/phone", { phone: theirs, code }, token);
    expect([refused.status, refused.body.code]).toEqual([409, "identity_taken"]);
    expect(await idOf(token)).not.toBe(other);
    expect(await idOf(await byPhone(theirs))).toBe(other);
  });

  it("keeps the last way in, also when both are taken away at once", async () => {
    const [phone, email] = [newPhone(), newEmail()];
    const token = await byPhone(phone);
    const last = await call("DELETE", "/store/accounts/identities/phone", undefined, token);
    expect([last.status, last.body.code]).toEqual([409, "last_way_in"]);
    const code = await codeFor(email, "link");
    await post("/store/accounts/identities/email", { email, code, password: PASSWORD }, token);
    const both = await Promise.all(
      ["phone", "email"].map((way) => call("DELETE", `/store/accounts/identities/${way}`, undefined, token)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await identities(token)).toHaveLength(1);
  });

  it("asks for a log-in of the last ten minutes", async () => {
    const token = await byPhone(newPhone());
    const claims = JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());
    const old = tokenOf({ ...claims, iat: Math.floor(Date.now() / 1000) - 700 });
    for (const method of ["POST", "DELETE"]) {
      const answer = await call(
        method,
        "/store/accounts/identities/phone",
        method === "POST" ? {} : undefined,
        old,
      );
      expect([answer.status, answer.body.code]).toEqual([403, "reauthentication_required"]);
    }
  });
});
