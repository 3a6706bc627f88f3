import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);
const { BUILD_TIME_VARIABLES, environmentSchema, readEnvironment } = require("./environment.js");
const { ADMIN_PERMISSIONS, ADMIN_ROLES } = require("./admin-permissions.js");
const { phoneLoginOptions } = require("./log-in-environment.js");

const complete = { ...BUILD_TIME_VARIABLES };

test("a complete environment is accepted and gets its defaults", () => {
  expect(readEnvironment(complete)).toMatchObject({
    SHOP_MODE: "production",
    PORT: 9000,
    MALL_PAYMENT_WINDOW_SECONDS: 900,
  });
});

test.each(Object.keys(BUILD_TIME_VARIABLES))("without %s the boot stops and names it", (name) => {
  expect(() => readEnvironment({ ...complete, [name]: "" })).toThrow(`${name} is missing`);
});

test.each([
  ["JWT_SECRET", "short"],
  ["SHOP_ADMIN_PERMISSIONS", '{"owner@shop.cn":["*"],"clerk@shop.cn":["handle_after_sale"]}'],
  ["SHOP_ADMIN_PERMISSIONS", '{"clerk@shop.cn":["read"]}'],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["WECHAT_OA_APP_ID", "12345"],
  ["WECHAT_PAY_API_V3_KEY", "too short"],
  ["WECHAT_PAY_MERCHANT_PRIVATE_KEY", "no/such/file.pem"],
  ["WECHAT_PAY_MERCHANT_CERTIFICATE", "no/such/file.pem"],
  ["WECHAT_PAY_MORE_PUBLIC_KEYS", "PUB_KEY_ID_2"],
  ["WECHAT_PAY_MORE_PUBLIC_KEYS", "second=-----BEGIN PUBLIC KEY-----"],
  ["WECHAT_PAY_PLATFORM_CERTIFICATES", "perhaps"],
  ["WECHAT_PAY_MORE_APP_IDS", "wx0000000000000001,12345"],
  ["WECHAT_PAY_METRICS_TOKEN", "short"],
  ["MALL_AUTOMATIC_RECEIPT_DAYS", "3"],
  ["DISTRIBUTION_IDENTITY_KEY", "short"],
  ["DISTRIBUTION_IDENTITY_KEYS", "2026-06=short"],
  ["SHOP_ORIGIN", "http://shop.example.com"],
  ["SHOP_ORIGIN", "https://shop.example.com/mall"],
  ["SHOP_EXTRA_ORIGINS", "https://m.example.com,shop.example.com"],
  ["SHOP_EXTRA_ORIGINS", "https://m.example.com/mall"],
  ["SHOP_BUSINESS_LICENSE_URL", "javascript:alert(1)"],
  ["WECHAT_OA_API_BASE_URL", "http://api.weixin.qq.com"],
  ["JWT_SECRET", "a".repeat(64)],
  ["JWT_SECRET", "0123456789abcdef".repeat(4)],
  ["COOKIE_SECRET", "build".repeat(8)],
  ["COOKIE_SECRET", BUILD_TIME_VARIABLES.JWT_SECRET],
  ["WECHAT_PAY_API_V3_KEY", "0".repeat(32)],
  ["WECHAT_PAY_METRICS_TOKEN", "ab".repeat(20)],
  ["DISTRIBUTION_IDENTITY_KEY", Buffer.alloc(32).toString("base64")],
  ["DISTRIBUTION_IDENTITY_KEYS", `2026=${Buffer.alloc(32, 7).toString("base64")}`],
  ["SHOP_EXTRA_ORIGINS", "http://m.example.com"],
  ["MALL_LIMITS", "many"],
  ["MALL_LIMITS", '{"quotes_of_customer":0}'],
  ["MALL_UNPAID_ORDERS_PER_CUSTOMER", "0"],
  ["CRM_QUIET_HOURS", "22-24"],
  ["CRM_QUIET_HOURS", "late"],
  ["SHOP_TRUST_PROXY", "everybody"],
  ["SHOP_TRUST_PROXY", "10.0.0.0/40"],
])("%s=%s is refused by name", (name, value) => {
  expect(() => readEnvironment({ ...complete, [name]: value })).toThrow(name);
});

test("the permissions that may be granted are those that the plugins ask for", async () => {
  const plugins = join(import.meta.dirname, "..", "plugins");
  const asked = await Promise.all(
    [
      ["crm", "api/admin-rules.ts"],
      ["distribution", "api/admin-rules.ts"],
      ["insights", "api/admin-rules.ts"],
      ["mall", "domain/medusa-admin-rules.ts"],
      ["official-account", "api/admin-rules.ts"],
      ["wechat-pay", "api/admin-rules.ts"],
    ].map(async ([plugin = "", file = ""]) => (await import(join(plugins, plugin, "src", file))).PERMISSIONS),
  );
  expect(ADMIN_PERMISSIONS).toEqual([...new Set(asked.flat())].toSorted());
  const granted = { "owner@shop.cn": ["*"], "clerk@shop.cn": ["handle_after_sales", "review_risk"] };
  expect(
    readEnvironment({ ...complete, SHOP_ADMIN_PERMISSIONS: JSON.stringify(granted) }).SHOP_ADMIN_PERMISSIONS,
  ).toEqual(granted);
});

test("roles allow permissions that there are; access, consents and taking customers away stay an owner's", () => {
  const { owner, ...others } = ADMIN_ROLES;
  expect(owner).toEqual(["*"]);
  expect(Object.keys(others)).toEqual(["operator", "finance", "service"]);
  const given = new Set(Object.values<string[]>(others).flat());
  expect([...given].filter((permission) => !ADMIN_PERMISSIONS.includes(permission))).toEqual([]);
  expect(ADMIN_PERMISSIONS.filter((permission: string) => !given.has(permission))).toEqual([
    "acknowledge_compliance",
    "export_customers",
    "manage_access",
    "read",
  ]);
});

test("a secret may come in a file; one that cannot be read, or is there twice, is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "secrets-"));
  const file = join(folder, "jwt");
  const secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0aa55";
  writeFileSync(file, `${secret}\n`);
  const { JWT_SECRET: _, ...others } = complete;
  expect(readEnvironment({ ...others, JWT_SECRET_FILE: file }).JWT_SECRET).toBe(secret);
  expect(() => readEnvironment({ ...complete, JWT_SECRET_FILE: file })).toThrow(
    "JWT_SECRET_FILE is set together",
  );
  const none = () => readEnvironment({ ...others, JWT_SECRET_FILE: join(folder, "none") });
  expect(none).toThrow("JWT_SECRET_FILE names a file that cannot be read");
  expect(none).not.toThrow("JWT_SECRET is missing");
  rmSync(folder, { recursive: true });
});

test("WeChat's keys may be several, or platform certificates instead", () => {
  const pem = "-----BEGIN PUBLIC KEY-----\\nAA==\\n-----END PUBLIC KEY-----";
  expect(
    readEnvironment({ ...complete, WECHAT_PAY_MORE_PUBLIC_KEYS: `PUB_KEY_ID_2=${pem}, PUB_KEY_ID_3=${pem}` })
      .WECHAT_PAY_MORE_PUBLIC_KEYS,
  ).toEqual(["PUB_KEY_ID_2", "PUB_KEY_ID_3"].map((id) => ({ id, pem: pem.replaceAll("\\n", "\n") })));
  const certificates = { ...complete, WECHAT_PAY_PUBLIC_KEY_ID: "", WECHAT_PAY_PUBLIC_KEY: "" };
  expect(
    readEnvironment({ ...certificates, WECHAT_PAY_PLATFORM_CERTIFICATES: "true" }).WECHAT_PAY_PUBLIC_KEY,
  ).toBeUndefined();
  expect(() =>
    readEnvironment({ ...complete, WECHAT_PAY_PUBLIC_KEY: "", WECHAT_PAY_PLATFORM_CERTIFICATES: "true" }),
  ).toThrow("WECHAT_PAY_PUBLIC_KEY is missing");
});

test("message push has a token and, unless it is plain, a key; what is missing is named", () => {
  const key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  const token = { ...complete, WECHAT_OA_PUSH_TOKEN: "T0ken" };
  expect(() => readEnvironment(token)).toThrow("WECHAT_OA_PUSH_AES_KEYS is missing");
  expect(() => readEnvironment({ ...complete, WECHAT_OA_PUSH_AES_KEYS: key })).toThrow(
    "WECHAT_OA_PUSH_TOKEN is missing",
  );
  expect(() => readEnvironment({ ...token, WECHAT_OA_PUSH_AES_KEYS: "short" })).toThrow(
    "WECHAT_OA_PUSH_AES_KEYS",
  );
  expect(readEnvironment({ ...token, WECHAT_OA_PUSH_MODE: "plain" }).WECHAT_OA_PUSH_AES_KEYS).toEqual([]);
  const both = { ...token, WECHAT_OA_PUSH_AES_KEYS: `${key}, ${key.toUpperCase()}` };
  expect(readEnvironment(both)).toMatchObject({
    WECHAT_OA_PUSH_AES_KEYS: [key, key.toUpperCase()],
    WECHAT_OA_PUSH_MODE: "aes",
  });
});

test("other apps of the merchant's are listed", () => {
  const given = { ...complete, WECHAT_PAY_MORE_APP_IDS: "wx0000000000000001, wx0000000000000002" };
  expect(readEnvironment(given).WECHAT_PAY_MORE_APP_IDS).toEqual([
    "wx0000000000000001",
    "wx0000000000000002",
  ]);
});

test.each(["WECHAT_PAY_BASE_URL", "WECHAT_OA_API_BASE_URL", "WECHAT_OA_OPEN_BASE_URL"])(
  "a production shop whose %s is this machine or a private network does not boot; a local one does",
  (name) => {
    const addresses = ["127.0.0.1", "localhost", "shop.localhost", "localhost.", "[::1]", "[::]", "0.0.0.0"];
    const mapped = ["[::ffff:127.0.0.1]", "[::ffff:0.0.0.0]", "[::ffff:10.0.0.5]", "2130706433"];
    const private_ = [
      "10.0.0.5",
      "172.16.3.4",
      "172.31.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.100.100.200",
    ];
    const names = ["wechat", "wechat.internal", "pay.local", "[fd00::1]", "[fe80::1]"];
    for (const host of [...addresses, ...mapped, ...private_, ...names]) {
      const address = `http://${host}:9100`;
      expect(() => readEnvironment({ ...complete, [name]: address })).toThrow(name);
      expect(readEnvironment({ ...complete, SHOP_MODE: "local", [name]: address })[name]).toBe(address);
    }
  },
);

test(".env.example documents exactly the variables that are read", () => {
  const example = readFileSync(join(import.meta.dirname, "..", ".env.example"), "utf8");
  const documented = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name).sort();
  expect(documented).toEqual(Object.keys(environmentSchema.shape).sort());
});

test("identities may be sealed under several keys, the first of which seals", () => {
  const [newer, older] = [
    Buffer.from("a newer key of thirty-two bytes.").toString("base64"),
    Buffer.from("an older key of thirty-two bytes").toString("base64"),
  ];
  expect(
    readEnvironment({ ...complete, DISTRIBUTION_IDENTITY_KEYS: `2026-06=${newer}, 2025-06=${older}` })
      .DISTRIBUTION_IDENTITY_KEYS,
  ).toEqual([
    { id: "2026-06", key: newer },
    { id: "2025-06", key: older },
  ]);
});

test.each([
  ["", false],
  ["0", false],
  ["1", 1],
  ["10.0.0.0/8, 2001:db8::/32,loopback", ["10.0.0.0/8", "2001:db8::/32", "loopback"]],
])("SHOP_TRUST_PROXY=%s trusts %j", (given, trusted) => {
  expect(readEnvironment({ ...complete, SHOP_TRUST_PROXY: given }).SHOP_TRUST_PROXY).toEqual(trusted);
});

test("secrets as openssl makes them are taken, and public addresses beside WeChat's own", () => {
  const hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  const key = Buffer.from(hex, "hex").toString("base64");
  for (const host of ["api.weixin.qq.com", "api2.weixin.qq.com", "172.32.0.1", "[2408::1]"]) {
    const given = { JWT_SECRET: hex, DISTRIBUTION_IDENTITY_KEY: key, WECHAT_PAY_BASE_URL: `https://${host}` };
    expect(readEnvironment({ ...complete, ...given })).toMatchObject(given);
  }
});

const PHONE = {
  PHONE_LOGIN_SECRET: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  SMS_VENDOR: "tencent",
  SMS_ACCESS_KEY_ID: "AKIDexample",
  SMS_ACCESS_KEY_SECRET: "a secret of the vendor's",
  SMS_SIGN_NAME: "藤蔓生活",
  SMS_TEMPLATE_CODE: "2480001",
  SMS_TENCENT_SDK_APP_ID: "1400000001",
};

test("logging in by phone is off unless its variables are set, and then speaks to the vendor itself", () => {
  expect(phoneLoginOptions(readEnvironment(complete))).toEqual({});
  expect(phoneLoginOptions(readEnvironment({ ...complete, ...PHONE })).sms).toMatchObject({
    vendor: "tencent",
    base_url: "https://sms.tencentcloudapi.com",
  });
});

test.each(Object.keys(PHONE))("half a configuration of the phone log-in, without %s, names it", (name) => {
  expect(() => readEnvironment({ ...complete, ...PHONE, [name]: "" })).toThrow(`${name} is missing`);
});

test("a production shop sends its short messages to no address of its own network", () => {
  expect(() => readEnvironment({ ...complete, ...PHONE, SMS_BASE_URL: "http://127.0.0.1:9100" })).toThrow(
    "SMS_BASE_URL points into this machine",
  );
});

test("half a configuration of the e-mail log-in names what is missing; production mails by smtps alone", () => {
  const mail = {
    ACCOUNTS_SECRET: PHONE.PHONE_LOGIN_SECRET,
    MAIL_SMTP_URL: "smtps://shop:secret@smtp.example.com",
    MAIL_FROM: "shop@example.com",
  };
  expect(readEnvironment({ ...complete, ...mail })).toMatchObject(mail);
  for (const name of Object.keys(mail))
    expect(() => readEnvironment({ ...complete, ...mail, [name]: "" })).toThrow(`${name} is missing`);
  expect(() => readEnvironment({ ...complete, ...mail, MAIL_SMTP_URL: "smtp://smtp.example.com" })).toThrow(
    "MAIL_SMTP_URL must be smtps",
  );
});
