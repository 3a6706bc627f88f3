import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);
const { BUILD_TIME_VARIABLES, environmentSchema, readEnvironment } = require("./environment.js");

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
])("%s=%s is refused by name", (name, value) => {
  expect(() => readEnvironment({ ...complete, [name]: value })).toThrow(name);
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

test("other apps of the merchant's are listed", () => {
  const given = { ...complete, WECHAT_PAY_MORE_APP_IDS: "wx0000000000000001, wx0000000000000002" };
  expect(readEnvironment(given).WECHAT_PAY_MORE_APP_IDS).toEqual([
    "wx0000000000000001",
    "wx0000000000000002",
  ]);
});

test.each(["WECHAT_PAY_BASE_URL", "WECHAT_OA_API_BASE_URL", "WECHAT_OA_OPEN_BASE_URL"])(
  "a production shop whose %s is this machine does not boot; a local one does",
  (name) => {
    const addresses = ["127.0.0.1", "localhost", "shop.localhost", "localhost.", "[::1]", "[::]", "0.0.0.0"];
    for (const host of [...addresses, "[::ffff:127.0.0.1]", "[::ffff:0.0.0.0]", "2130706433"]) {
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
  const [newer, older] = [`${"A".repeat(43)}=`, `${"B".repeat(43)}=`];
  expect(
    readEnvironment({ ...complete, DISTRIBUTION_IDENTITY_KEYS: `2026-06=${newer}, 2025-06=${older}` })
      .DISTRIBUTION_IDENTITY_KEYS,
  ).toEqual([
    { id: "2026-06", key: newer },
    { id: "2025-06", key: older },
  ]);
});
