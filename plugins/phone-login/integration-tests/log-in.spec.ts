import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { codeFor, smsOf } from "./local-sms";

let shop: TestShop;
let publishable_key: string;

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

beforeAll(async () => {
  shop = await openTestShop({ name: "phone-login" });
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable'");
  publishable_key = rows[0].token;
  await limitSms(false);
});
afterAll(() => shop?.close());

/** The vendor's own limits cannot be waited for here. */
async function limitSms(sms_limits: boolean): Promise<void> {
  await fetch(`${shop.wechatOrigin}/__control/settings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sms_limits }),
  });
}

let lastPhone = 13_900_000_000;
let lastAddress = 0;
const newPhone = () => String(++lastPhone);
/** Everybody comes from a network of their own, unless a test says otherwise. */
const newAddress = () => `198.51.${100 + Math.floor(++lastAddress / 250)}.${1 + (lastAddress % 250)}`;

async function call(path: string, body: object, from = newAddress(), token?: string): Promise<Answer> {
  const response = await fetch(`${shop.origin}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": publishable_key,
      "x-forwarded-for": from,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
}

const ask = (phone: string, extra: object = {}, from?: string) =>
  call("/store/phone-login/codes", { phone, purpose: "log_in", ...extra }, from);
const logIn = (phone: string, code: string) => call("/auth/customer/phone", { phone, code });

/** The code a number gets. */
async function codeOf(phone: string): Promise<string> {
  expect((await ask(phone)).status).toBe(202);
  return codeFor(shop.wechatOrigin, phone);
}

const wrongFor = (code: string) => (code === "000000" ? "000001" : "000000");

async function me(token: unknown): Promise<{ status: number; customer: Record<string, unknown> }> {
  const response = await fetch(`${shop.origin}/store/customers/me`, {
    headers: { "x-publishable-api-key": publishable_key, authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    customer: ((await response.json()) as { customer: object }).customer as never,
  };
}

/** An hour or a day passes for what was sent to a number. */
const letPass = (phone: string, seconds: number) =>
  shop.pool.query(
    `update phone_code_sent set sent_at = sent_at - make_interval(secs => $1)
      where subject_hash = (select subject_hash from phone_code_sent order by sent_at desc limit 1) and $2 <> ''`,
    [seconds, phone],
  );

describe("a log-in by phone", () => {
  it("registers a number that is new and gives it the same customer ever after", async () => {
    const phone = newPhone();
    const first = await logIn(`+86 ${phone}`, await codeOf(phone));
    expect(first.status).toBe(200);
    const { status, customer } = await me(first.body.token);
    expect([status, customer.phone, customer.first_name]).toEqual([200, phone, `用户${phone.slice(-4)}`]);
    await letPass(phone, 61);
    const again = await logIn(phone, await codeOf(phone));
    expect((await me(again.body.token)).customer.id).toBe(customer.id);
    const { rows } = await shop.pool.query("select count(*)::int as n from customer where phone = $1", [
      phone,
    ]);
    expect(rows[0].n).toBe(1);
  });

  it("ends with a log-out on every device", async () => {
    const phone = newPhone();
    const { body } = await logIn(phone, await codeOf(phone));
    await call("/store/mall/session/revoke", {}, newAddress(), String(body.token));
    expect((await me(body.token)).status).toBe(401);
  });

  it("gives back a customer whom the merchant deleted", async () => {
    const phone = newPhone();
    const before = await me((await logIn(phone, await codeOf(phone))).body.token);
    await shop.pool.query("update customer set deleted_at = now() where id = $1", [before.customer.id]);
    await letPass(phone, 61);
    const after = await me((await logIn(phone, await codeOf(phone))).body.token);
    expect(after).toMatchObject({ status: 200, customer: { id: before.customer.id } });
  });

  it("shows neither number nor code in the token, the code's table or the server's log", async () => {
    const phone = newPhone();
    const code = await codeOf(phone);
    const { rows } = await shop.pool.query("select * from phone_code natural join phone_code_sent");
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${phone}|"${code}"`));
    const { body } = await logIn(phone, code);
    const claims = Buffer.from(String(body.token).split(".")[1] ?? "", "base64url").toString();
    expect(claims).not.toContain(phone);
  });
});

describe("a code", () => {
  it("is good once", async () => {
    const phone = newPhone();
    const code = await codeOf(phone);
    const answers = await Promise.all(Array.from({ length: 6 }, () => logIn(phone, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  it("is compared with five guesses however many come at once, and then worth nothing", async () => {
    const phone = newPhone();
    const code = await codeOf(phone);
    const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(6, "0"));
    const answers = await Promise.all(
      guesses.map((guess) => logIn(phone, guess === code ? wrongFor(code) : guess)),
    );
    const compared = answers.filter(({ body }) => body.code === "code_wrong");
    expect(compared).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === "code_expired")).toHaveLength(195);
    expect((await logIn(phone, code)).body.code).toBe("code_expired");
  });

  it("is good for its number and its purpose alone", async () => {
    const [mine, theirs] = [newPhone(), newPhone()];
    const code = await codeOf(mine);
    const other = await codeOf(theirs);
    if (code !== other) expect((await logIn(theirs, code)).body.code).toBe("code_wrong");
    const linking = newPhone();
    expect((await ask(linking, { purpose: "link" })).status).toBe(202);
    const forLinking = await codeFor(shop.wechatOrigin, linking);
    expect((await logIn(linking, forLinking)).body.code).toBe("code_expired");
  });

  it("ends after five minutes, and with the next one", async () => {
    const phone = newPhone();
    const code = await codeOf(phone);
    await shop.pool.query("update phone_code set expires_at = expires_at - interval '5 minutes'");
    expect((await logIn(phone, code)).body).toMatchObject({ code: "code_expired", field: "code" });
    const next = newPhone();
    const first = await codeOf(next);
    await letPass(next, 61);
    const second = await codeOf(next);
    if (first !== second) expect((await logIn(next, first)).body.code).toBe("code_wrong");
    expect((await logIn(next, second)).status).toBe(200);
  });

  it.each([
    [{ phone: "123", purpose: "log_in" }, "phone_invalid", "phone"],
    [{ phone: "13800138000", purpose: "everything" }, "purpose_invalid", "purpose"],
    [{ phone: "13800138000", purpose: "log_in", proof: "none" }, "proof_invalid", "proof"],
  ])("is not sent for %o", async (body, code, field) => {
    const answer = await call("/store/phone-login/codes", body);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, code, field]);
  });

  it.each([
    [{}, "phone_invalid"],
    [{ phone: "13800138000" }, "code_invalid"],
    [{ phone: "13800138000", code: "12345" }, "code_invalid"],
    [{ phone: { $ne: "" }, code: "123456" }, "phone_invalid"],
  ])("is not looked for in %o", async (body, code) => {
    const answer = await call("/auth/customer/phone", body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });
});

describe("sending codes", () => {
  it("is answered the same for numbers with and without an account", async () => {
    const known = newPhone();
    await logIn(known, await codeOf(known));
    await letPass(known, 61);
    const [of_known, of_unknown] = [await ask(known), await ask(newPhone())];
    expect([of_known.status, of_known.body]).toEqual([of_unknown.status, of_unknown.body]);
    expect(of_known.body).toEqual({ expires_in_s: 300, resend_after_s: 60 });
  });

  it("waits a minute between two, also when many are asked for at once", async () => {
    const phone = newPhone();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(phone)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: "too_many_codes", retry_after_s: expect.any(Number) });
    expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await smsOf(shop.wechatOrigin, phone)).toHaveLength(1);
  });

  it("asks the page to work before the third of an address, takes the work once, and for its number alone", async () => {
    const from = newAddress();
    for (let count = 0; count < 2; count += 1) expect((await ask(newPhone(), {}, from)).status).toBe(202);
    const phone = newPhone();
    const asked = await ask(phone, {}, from);
    expect([asked.status, asked.body.code]).toEqual([409, "proof_required"]);
    const proof = solve(String(asked.body.challenge), Number(asked.body.bits));
    expect((await ask(newPhone(), { proof }, from)).body.code).toBe("proof_invalid");
    expect((await ask(phone, { proof: `${proof}0` }, from)).body.code).toBe("proof_invalid");
    expect((await ask(phone, { proof }, from)).status).toBe(202);
    await letPass(phone, 61);
    expect((await ask(phone, { proof }, from)).body.code).toBe("proof_invalid");
  });

  it("counts no code that the vendor refused to deliver", async () => {
    const phone = newPhone();
    await codeOf(phone);
    await letPass(phone, 61);
    await limitSms(true);
    try {
      expect((await ask(phone)).body.code).toBe("too_many_codes");
    } finally {
      await limitSms(false);
    }
    expect((await ask(phone)).status).toBe(202);
  });
});

/** The work a page does: the first number whose hash begins with that many zero bits. */
function solve(challenge: string, bits: number): string {
  for (let number = 0; ; number += 1) {
    const proof = `${challenge}:${number}`;
    const hash = createHash("sha256").update(proof).digest();
    if (hash.readUInt32BE(0) >>> (32 - bits) === 0) return proof;
  }
}
