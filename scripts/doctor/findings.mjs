// What is wrong with a production shop's configuration: rules over what was read, nothing is asked of the outside here.
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { inChinese } from "./words.mjs";

/**
 * @typedef {object} Finding one sentence about one variable
 * @property {string} name the variable
 * @property {"wrong" | "advice"} weight `wrong`: mend it before the shop opens
 * @property {string} zh
 * @property {string} en
 */

/** A small edit distance is a slip of the keyboard. */
const SLIP = 3;
const OURS = /^(SHOP|WECHAT|MALL|DISTRIBUTION|SMS|MAIL|PHONE|ACCOUNTS|JWT|COOKIE|DATABASE|REDIS)_/;
const DAY_MS = 86_400_000;
const NOTICE_DAYS = 30;
const LEAST_KEY_BITS = 2048;
const WEAK_PASSWORDS = new Set(["", "postgres", "password", "123456", "tengman", "root", "admin", "secret"]);
const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]", ""]);
const ICP = /ICP[备证]\d{6,}号/;

/** @param {string} name @param {string} zh @param {string} en @returns {Finding} */
const wrong = (name, zh, en) => ({ name, weight: "wrong", zh, en });
/** @param {string} name @param {string} zh @param {string} en @returns {Finding} */
const advice = (name, zh, en) => ({ name, weight: "advice", zh, en });

/**
 * Faults that stop the boot, in both languages.
 * @param {{ name: string, message: string }[]} faults
 * @returns {Finding[]}
 */
export function findingsOfFaults(faults) {
  const first = faults.filter(
    ({ name }, index) => faults.findIndex((fault) => fault.name === name) === index,
  );
  return first.map(({ name, message }) => wrong(name, inChinese(message), message));
}

/**
 * What boots and still must not be.
 * @param {Record<string, any>} environment as `environment.js` reads it
 * @param {NodeJS.ProcessEnv} source the variables themselves
 * @param {readonly string[]} known every variable's name
 * @param {Date} now
 * @returns {Finding[]}
 */
export function findingsOf(environment, source, known, now) {
  return [
    ...aboutMode(environment, source),
    ...aboutNames(source, known),
    ...aboutAddresses(environment),
    ...aboutSecrets(environment),
    ...aboutKeys(environment, now),
    ...aboutLaw(environment),
    ...aboutPeople(environment, source),
  ];
}

/** @returns {Finding[]} */
function aboutMode(/** @type {any} */ { SHOP_MODE }, /** @type {NodeJS.ProcessEnv} */ source) {
  const findings = [];
  if (SHOP_MODE !== "production")
    findings.push(
      wrong(
        "SHOP_MODE",
        "是 local，只能用来试用，不能收真钱",
        "is local, which is for trying and takes no real money",
      ),
    );
  if (source.NODE_ENV !== "production")
    findings.push(
      wrong("NODE_ENV", "应当是 production", "must be production: errors would show their insides"),
    );
  if (source.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    findings.push(
      wrong(
        "NODE_TLS_REJECT_UNAUTHORIZED",
        "是 0，等于不核对任何证书，微信可以被冒充",
        "is 0: no certificate is checked, and anybody can pass for WeChat",
      ),
    );
  if (/^(debug|silly|verbose)$/.test(source.LOG_LEVEL ?? ""))
    findings.push(wrong("LOG_LEVEL", "会把工作流的内容写进日志", "writes what workflows carry into the log"));
  if (!["1", "true"].includes(source.MEDUSA_DISABLE_TELEMETRY ?? ""))
    findings.push(
      advice(
        "MEDUSA_DISABLE_TELEMETRY",
        "没有设为 1，会向境外上报使用情况",
        "is not 1: usage is reported abroad",
      ),
    );
  const modes = ["shared", "server", "worker"];
  if (source.MEDUSA_WORKER_MODE && !modes.includes(source.MEDUSA_WORKER_MODE))
    findings.push(
      wrong("MEDUSA_WORKER_MODE", "只能是 shared、server 或 worker", "must be shared, server or worker"),
    );
  return findings;
}

/** Names that look like ours and are not: what they set is not in force. @returns {Finding[]} */
function aboutNames(/** @type {NodeJS.ProcessEnv} */ source, /** @type {readonly string[]} */ known) {
  const all = new Set([...known, ...known.map((name) => `${name}_FILE`)]);
  return Object.keys(source)
    .filter((name) => OURS.test(name) && source[name] !== "" && !all.has(name))
    .map((name) => {
      const [nearest] = known
        .map((other) => ({ other, distance: distanceOf(name, other) }))
        .sort((one, two) => one.distance - two.distance);
      const meant = nearest && nearest.distance <= SLIP ? nearest.other : undefined;
      return wrong(
        name,
        `不是商城的变量，写了也不起作用${meant ? `，是不是 ${meant}？` : ""}`,
        `is no variable of the shop, so it does nothing${meant ? `; ${meant} was meant?` : ""}`,
      );
    });
}

/** Levenshtein's distance. */
function distanceOf(/** @type {string} */ one, /** @type {string} */ other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let index = 1; index <= other.length; index += 1) {
      const replaced = (row[index - 1] ?? 0) + (one[at - 1] === other[index - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** @returns {Finding[]} */
function aboutAddresses(/** @type {any} */ environment) {
  const findings = [];
  const shop = new URL(environment.SHOP_ORIGIN);
  if (/^[\d.]+$|^\[/.test(shop.hostname) || shop.port !== "")
    findings.push(
      wrong(
        "SHOP_ORIGIN",
        "要用已备案的域名，不能是 IP，也不能带端口",
        "must be a filed domain, no IP and no port",
      ),
    );
  if (/(^|\.)(example\.(com|org|net)|.*\.(invalid|test))$/.test(shop.hostname))
    findings.push(wrong("SHOP_ORIGIN", "还是示例里的域名", "is still the example's domain"));
  if (environment.SHOP_TRUST_PROXY === false)
    findings.push(
      wrong(
        "SHOP_TRUST_PROXY",
        "是 0：所有人看起来都来自代理，后台登录不了",
        "is 0: everybody seems to come from the proxy, and nobody can log in to the admin",
      ),
    );
  if (environment.SHOP_METRICS_PORT === environment.PORT)
    findings.push(wrong("SHOP_METRICS_PORT", "不能与 PORT 相同", "must be another port than PORT"));
  if (environment.SHOP_METRICS_PORT === undefined)
    findings.push(
      advice("SHOP_METRICS_PORT", "没有设置，监控看不到商城", "is not set: monitoring sees nothing"),
    );
  if (!environment.REDIS_URL)
    findings.push(
      wrong(
        "REDIS_URL",
        "没有设置：重启会丢失等待中的事件，也只能运行一台",
        "is not set: a restart loses waiting events, and only one server may run",
      ),
    );
  else if (
    !LOCAL_HOSTS.has(new URL(environment.REDIS_URL).hostname) &&
    !new URL(environment.REDIS_URL).password
  )
    findings.push(
      wrong("REDIS_URL", "没有密码，同一网络里谁都能读写", "has no password: its whole network may write"),
    );
  return findings;
}

/** @returns {Finding[]} */
function aboutSecrets(/** @type {any} */ environment) {
  const findings = [];
  const database = new URL(environment.DATABASE_URL);
  if (!LOCAL_HOSTS.has(database.hostname) && WEAK_PASSWORDS.has(decodeURIComponent(database.password)))
    findings.push(wrong("DATABASE_URL", "密码太弱", "has a password that everybody tries first"));
  if (database.username === "postgres")
    findings.push(
      wrong(
        "DATABASE_URL",
        "用的是数据库超级用户，应当另建角色",
        "is the superuser: the shop needs a role of its own",
      ),
    );
  const secrets = [
    "JWT_SECRET",
    "COOKIE_SECRET",
    "WECHAT_PAY_API_V3_KEY",
    "WECHAT_OA_APP_SECRET",
    "PHONE_LOGIN_SECRET",
    "ACCOUNTS_SECRET",
    "WECHAT_PAY_METRICS_TOKEN",
  ].filter((name) => environment[name]);
  secrets.forEach((name, index) => {
    const twin = secrets.slice(0, index).find((other) => environment[other] === environment[name]);
    if (twin) findings.push(wrong(name, `与 ${twin} 相同，一处泄露两处失守`, `is the same as ${twin}`));
  });
  return findings;
}

/** @returns {Finding[]} */
function aboutKeys(/** @type {any} */ environment, /** @type {Date} */ now) {
  /** @type {import("node:crypto").KeyObject} */
  let key;
  try {
    key = createPrivateKey(environment.WECHAT_PAY_MERCHANT_PRIVATE_KEY);
  } catch {
    return [wrong("WECHAT_PAY_MERCHANT_PRIVATE_KEY", "不是能用的私钥", "is no private key that can be read")];
  }
  const findings = [];
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_KEY_BITS)
    findings.push(
      wrong(
        "WECHAT_PAY_MERCHANT_PRIVATE_KEY",
        "不足 2048 位，微信不接受",
        "is shorter than the 2048 bits WeChat asks for",
      ),
    );
  return [...findings, ...aboutPublicKey(environment, key), ...aboutCertificate(environment, key, now)];
}

/** @returns {Finding[]} */
function aboutPublicKey(
  /** @type {any} */ { WECHAT_PAY_PUBLIC_KEY: pem },
  /** @type {import("node:crypto").KeyObject} */ key,
) {
  if (!pem) return [];
  try {
    if (!createPublicKey(pem).equals(createPublicKey(key))) return [];
  } catch {
    return [wrong("WECHAT_PAY_PUBLIC_KEY", "不是能用的公钥", "is no public key that can be read")];
  }
  return [
    wrong(
      "WECHAT_PAY_PUBLIC_KEY",
      "填成了商户自己的公钥，微信的通知都会被拒收",
      "is the merchant's own key: every notification of WeChat's would be refused",
    ),
  ];
}

/** @returns {Finding[]} */
function aboutCertificate(
  /** @type {any} */ environment,
  /** @type {import("node:crypto").KeyObject} */ key,
  /** @type {Date} */ now,
) {
  const name = "WECHAT_PAY_MERCHANT_CERTIFICATE";
  const pem = environment[name];
  if (!pem)
    return [
      advice(
        name,
        "没有设置，证书到期前没有提醒",
        "is not set: nobody is warned before the certificate ends",
      ),
    ];
  /** @type {X509Certificate} */
  let certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return [wrong(name, "不是能用的证书", "is no certificate that can be read")];
  }
  if (!certificate.checkPrivateKey(key))
    return [wrong(name, "与私钥不是一对", "does not belong to the private key")];
  const findings = [];
  const serial = environment.WECHAT_PAY_MERCHANT_SERIAL.toUpperCase();
  if (certificate.serialNumber !== serial)
    findings.push(
      wrong(
        "WECHAT_PAY_MERCHANT_SERIAL",
        "不是这张证书的序列号",
        "is not the serial number of the certificate",
      ),
    );
  const left_ms = new Date(certificate.validTo).getTime() - now.getTime();
  if (left_ms <= 0) findings.push(wrong(name, "已经到期", "has expired"));
  else if (left_ms < NOTICE_DAYS * DAY_MS)
    findings.push(advice(name, `${Math.ceil(left_ms / DAY_MS)} 天内到期`, "ends within 30 days"));
  return findings;
}

/** What Chinese law and WeChat ask a shop for. @returns {Finding[]} */
function aboutLaw(/** @type {any} */ environment) {
  const findings = [];
  if (!environment.SHOP_ICP_NUMBER)
    findings.push(
      wrong("SHOP_ICP_NUMBER", "没有设置：页脚必须有备案号", "is not set: every page must show the filing"),
    );
  else if (!ICP.test(environment.SHOP_ICP_NUMBER))
    findings.push(
      wrong(
        "SHOP_ICP_NUMBER",
        "不像备案号，例如 浙ICP备12345678号",
        "is no filing number as the ministry writes them",
      ),
    );
  if (!environment.SHOP_BUSINESS_LICENSE_URL)
    findings.push(
      wrong(
        "SHOP_BUSINESS_LICENSE_URL",
        "没有设置：电子商务法要求公示营业执照",
        "is not set: the E-Commerce Law asks for it",
      ),
    );
  if (environment.WECHAT_OA_VERIFICATION_FILES.length === 0)
    findings.push(
      advice(
        "WECHAT_OA_VERIFICATION_FILES",
        "没有设置：公众平台绑定域名要用 MP_verify 文件",
        "is not set: the console asks for an MP_verify file when the domain is bound",
      ),
    );
  if (environment.WECHAT_OA_PUSH_TOKEN && environment.WECHAT_OA_PUSH_MODE !== "aes")
    findings.push(
      wrong(
        "WECHAT_OA_PUSH_MODE",
        "不是 aes，消息会以明文传输",
        "is not aes: what people write travels in the clear",
      ),
    );
  return findings;
}

/** @returns {Finding[]} */
function aboutPeople(/** @type {any} */ environment, /** @type {NodeJS.ProcessEnv} */ source) {
  const findings = [];
  if (!environment.SHOP_ADMIN_PERMISSIONS)
    findings.push(
      advice(
        "SHOP_ADMIN_PERMISSIONS",
        "没有设置：每个后台用户都是店主",
        "is not set: every user of the admin is an owner",
      ),
    );
  if (source.SEED_ADMIN_PASSWORD)
    findings.push(
      wrong(
        "SEED_ADMIN_PASSWORD",
        "是演示店用的，正式商城不能有",
        "is the demonstration's and must not be set here",
      ),
    );
  const hasKey = environment.DISTRIBUTION_IDENTITY_KEY || environment.DISTRIBUTION_IDENTITY_KEYS.length > 0;
  if (environment.DISTRIBUTION_PAYOUT_PROVIDER && !hasKey)
    findings.push(
      wrong(
        "DISTRIBUTION_IDENTITY_KEY",
        "没有设置：提现不会开放",
        "is not set: payouts stay closed without it",
      ),
    );
  return findings;
}
