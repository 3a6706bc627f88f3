import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { selfSignedCertificate } from "../../wechat-sandbox/src/state/x509.js";
import { examine } from "./index.mjs";
import { findingsOfServices } from "./services.mjs";

const folder = mkdtempSync(join(tmpdir(), "doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pemOf = (/** @type {import("node:crypto").KeyObject} */ key) =>
  String(key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" }));
const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const others = generateKeyPairSync("rsa", { modulusLength: 2048 });
const short = generateKeyPairSync("rsa", { modulusLength: 1024 });

const NOW = new Date();
const SERIAL = "5A".repeat(20);
/** A certificate that the merchant's console would give. */
const certificate = selfSignedCertificate(
  {
    serial_no: SERIAL,
    effective_at: NOW.getTime() - 86_400_000,
    expires_at: NOW.getTime() + 300 * 86_400_000,
  },
  own.privateKey,
  own.publicKey,
);
const LATER = new Date(NOW.getTime() + 301 * 86_400_000);

const GOOD = {
  NODE_ENV: "production",
  MEDUSA_DISABLE_TELEMETRY: "1",
  SHOP_MODE: "production",
  SHOP_ORIGIN: "https://shop.tengman.cn",
  SHOP_TRUST_PROXY: "1",
  SHOP_METRICS_PORT: "9464",
  SHOP_MEDIA_FOLDER: folder,
  SHOP_ICP_NUMBER: "浙ICP备12345678号-1",
  SHOP_BUSINESS_LICENSE_URL: "https://shop.tengman.cn/license.jpg",
  SHOP_ADMIN_PERMISSIONS: '{"owner@shop.cn":["*"]}',
  DATABASE_URL: "postgres://tengman:k3jH8-sdf9-23kj@10.0.0.5:5432/tengman",
  REDIS_URL: "redis://:s9dKf8-3kjd-92@10.0.0.6:6379",
  JWT_SECRET: "8a4f1e0c9b7d2635f0e1d2c3b4a59687",
  COOKIE_SECRET: "17c3e5a9d0b8f2641a2b3c4d5e6f7081",
  WECHAT_OA_APP_ID: "wx1234567890abcdef",
  WECHAT_OA_APP_SECRET: "5d41402abc4b2a76b9719d911017c592",
  WECHAT_OA_VERIFICATION_FILES: "MP_verify_abc.txt=abc",
  WECHAT_PAY_MCH_ID: "1900000001",
  WECHAT_PAY_MERCHANT_SERIAL: SERIAL,
  WECHAT_PAY_MERCHANT_PRIVATE_KEY: pemOf(own.privateKey),
  WECHAT_PAY_MERCHANT_CERTIFICATE: certificate,
  WECHAT_PAY_API_V3_KEY: "7Kd02mXq9ZbT4vLs1Wc8RnYp5HgEj3Uf",
  WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0119000000012026",
  WECHAT_PAY_PUBLIC_KEY: pemOf(others.publicKey),
};

const CHINESE = /\p{Script=Han}/u;

test("a good configuration passes", () => {
  expect(examine(GOOD, NOW).findings).toEqual([]);
});

/** @type {[string, Record<string, string>, Date?][]} what is planted, and the variable that must be named first */
const PLANTED = [
  ["SHOP_MODE", { SHOP_MODE: "local" }],
  ["NODE_ENV", { NODE_ENV: "development" }],
  ["NODE_TLS_REJECT_UNAUTHORIZED", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
  ["LOG_LEVEL", { LOG_LEVEL: "debug" }],
  ["MEDUSA_WORKER_MODE", { MEDUSA_WORKER_MODE: "workers" }],
  ["MEDUSA_DISABLE_TELEMETRY", { MEDUSA_DISABLE_TELEMETRY: "" }],
  ["WECHAT_PAY_MCHID", { WECHAT_PAY_MCHID: "1900000001" }],
  ["SHOP_ORIGIN", { SHOP_ORIGIN: "http://shop.tengman.cn" }],
  ["SHOP_ORIGIN", { SHOP_ORIGIN: "https://47.96.1.2" }],
  ["SHOP_ORIGIN", { SHOP_ORIGIN: "https://shop.example.com" }],
  ["SHOP_TRUST_PROXY", { SHOP_TRUST_PROXY: "0" }],
  ["SHOP_METRICS_PORT", { SHOP_METRICS_PORT: "9000" }],
  ["REDIS_URL", { REDIS_URL: "" }],
  ["REDIS_URL", { REDIS_URL: "redis://10.0.0.6:6379" }],
  ["DATABASE_URL", { DATABASE_URL: "postgres://tengman:123456@10.0.0.5/tengman" }],
  ["DATABASE_URL", { DATABASE_URL: "postgres://postgres:k3jH8-sdf9-23kj@10.0.0.5/tengman" }],
  ["JWT_SECRET", { JWT_SECRET: "a".repeat(64) }],
  ["COOKIE_SECRET", { COOKIE_SECRET: GOOD.JWT_SECRET }],
  ["WECHAT_OA_APP_SECRET", { WECHAT_OA_APP_SECRET: GOOD.JWT_SECRET }],
  ["WECHAT_PAY_BASE_URL", { WECHAT_PAY_BASE_URL: "http://127.0.0.1:9100" }],
  ["WECHAT_PAY_API_V3_KEY", { WECHAT_PAY_API_V3_KEY: "short" }],
  ["WECHAT_PAY_MERCHANT_PRIVATE_KEY", { WECHAT_PAY_MERCHANT_PRIVATE_KEY: "/no/such/file.pem" }],
  ["WECHAT_PAY_MERCHANT_PRIVATE_KEY", { WECHAT_PAY_MERCHANT_PRIVATE_KEY: pemOf(short.privateKey) }],
  [
    "WECHAT_PAY_MERCHANT_CERTIFICATE",
    {
      WECHAT_PAY_MERCHANT_PRIVATE_KEY: pemOf(others.privateKey),
      WECHAT_PAY_PUBLIC_KEY: pemOf(own.publicKey),
    },
  ],
  ["WECHAT_PAY_MERCHANT_SERIAL", { WECHAT_PAY_MERCHANT_SERIAL: "A".repeat(40) }],
  ["WECHAT_PAY_MERCHANT_CERTIFICATE", {}, LATER],
  ["WECHAT_PAY_PUBLIC_KEY", { WECHAT_PAY_PUBLIC_KEY: pemOf(own.publicKey) }],
  ["WECHAT_PAY_PUBLIC_KEY_ID", { WECHAT_PAY_PUBLIC_KEY_ID: "" }],
  ["SHOP_ICP_NUMBER", { SHOP_ICP_NUMBER: "" }],
  ["SHOP_ICP_NUMBER", { SHOP_ICP_NUMBER: "12345678" }],
  ["SHOP_BUSINESS_LICENSE_URL", { SHOP_BUSINESS_LICENSE_URL: "" }],
  ["WECHAT_OA_VERIFICATION_FILES", { WECHAT_OA_VERIFICATION_FILES: "" }],
  ["SHOP_ADMIN_PERMISSIONS", { SHOP_ADMIN_PERMISSIONS: "" }],
  ["SEED_ADMIN_PASSWORD", { SEED_ADMIN_PASSWORD: "tengman" }],
  ["DISTRIBUTION_IDENTITY_KEY", { DISTRIBUTION_PAYOUT_PROVIDER: "manual" }],
];

test.each(PLANTED)("%s is found: %o", (name, planted, now = NOW) => {
  const { findings } = examine({ ...GOOD, ...planted }, now);
  // What is wrong may make something else wrong; it is told first.
  expect(findings[0]?.name).toBe(name);
  expect(findings.length).toBeLessThanOrEqual(2);
  expect(findings[0]?.zh).toMatch(CHINESE);
  expect(findings[0]?.zh).not.toContain("填写有误");
  expect(findings[0]?.en).not.toMatch(CHINESE);
});

test("a slip of the keyboard is told from what was meant", () => {
  const [finding] = examine({ ...GOOD, WECHAT_PAY_MCHID: "1" }, NOW).findings;
  expect(finding?.en).toContain("WECHAT_PAY_MCH_ID was meant?");
});

test("no finding quotes a secret", () => {
  const said = PLANTED.map(([, planted, now = NOW]) => examine({ ...GOOD, ...planted }, now).findings);
  for (const secret of [GOOD.JWT_SECRET, GOOD.WECHAT_OA_APP_SECRET, "123456@", "k3jH8-sdf9-23kj"])
    expect(JSON.stringify(said)).not.toContain(secret);
});

test("what the database, Redis and folders are like is judged", () => {
  const database = { version: 180_000, is_superuser: false, skew_ms: 3, max_connections: 100 };
  const good = {
    database,
    redis: { policy: "noeviction", append_only: "yes" },
    media: { is_folder: true, is_writable: true },
    env_file_mode: 0o600,
  };
  expect(findingsOfServices(good)).toEqual([]);
  const names = (/** @type {Partial<import("./services.mjs").Services>} */ planted) =>
    findingsOfServices({ ...good, ...planted }).map(({ name }) => name);
  expect(names({ database: "unreachable" })).toEqual(["DATABASE_URL"]);
  expect(names({ database: { ...database, is_superuser: true } })).toEqual(["DATABASE_URL"]);
  expect(names({ database: { ...database, version: 140_000 } })).toEqual(["DATABASE_URL"]);
  expect(names({ database: { ...database, skew_ms: 60_000 } })).toEqual(["DATABASE_URL"]);
  expect(names({ redis: "unreachable" })).toEqual(["REDIS_URL"]);
  expect(names({ redis: { policy: "allkeys-lru", append_only: "no" } })).toEqual(["REDIS_URL", "REDIS_URL"]);
  expect(names({ media: { is_folder: false, is_writable: false } })).toEqual(["SHOP_MEDIA_FOLDER"]);
  expect(names({ env_file_mode: 0o644 })).toEqual([".env"]);
});
