// `npm run test:deploy`: a shop as docs/operations/install.md makes it, from Debian's own programs and the files of
// deploy/: an order is paid behind nginx with TLS, Prometheus shows it, a backup is restored to a second and verified. Needs
// root on Debian; what is not installed is.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect as connectHttp2 } from "node:http2";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { findingsOfServices, lookAtServices } from "../doctor/services.mjs";
import { buildAll } from "../local/builds.mjs";
import { endAllChildren, freePort } from "../local/children.mjs";
import { repositoryRoot, runsAsRoot } from "../local/places.mjs";
import { findProgram, installWithApt } from "../local/programs.mjs";
import { createProgress } from "../local/progress.mjs";
import { migrate, seed, startServer, startWeChat } from "../local/shop.mjs";
import {
  asPostgres,
  makeCertificate,
  openNginx,
  openPostgres,
  openPrometheus,
  openRedis,
} from "./components.mjs";

const run = promisify(execFile);
const random = () => randomBytes(24).toString("hex");
const PACKAGES = {
  nginx: "nginx",
  promtool: "prometheus",
  "redis-server": "redis-server",
  pgbackrest: "pgbackrest",
  pg_ctlcluster: "postgresql",
};
const PROMETHEUS_LIMIT_MS = 60_000;

async function installPrograms() {
  if (!runsAsRoot())
    throw new Error("npm run test:deploy needs root on Debian: it starts PostgreSQL as its own user");
  const missing = Object.entries(PACKAGES).filter(([program]) => !findProgram(program));
  if (missing.length > 0 && !(await installWithApt(missing.map(([, name]) => name))))
    throw new Error(`Install ${missing.map(([, name]) => name).join(", ")} and run it again.`);
}

/** What outsiders get at the shop's public address. */
async function checkFront(
  /** @type {string} */ origin,
  /** @type {number} */ httpPort,
  /** @type {string} */ certificate,
) {
  const curl = async (/** @type {string[]} */ ...args) => {
    const format = ["-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url} %header{x-request-id}"];
    return (await run("curl", [...format, "--cacert", certificate, ...args])).stdout;
  };
  assert.match(await curl(`http://localhost:${httpPort}/a?b=1`), /^301 https:\/\/localhost\/a\?b=1/);
  assert.match(await curl(`${origin}/`), /^200 +[0-9a-f]{32}$/);
  for (const inside of ["/health", "/health/ready", "/metrics", "/metrics/wechat-pay"])
    assert.match(await curl(`${origin}${inside}`), /^404/, inside);
  assert.match(await curl(`${origin}/MP_verify_deploy.txt`), /^200/);
  await assert.rejects(curl("--tls-max", "1.1", `${origin}/`));
  const session = connectHttp2(origin, { ca: readFileSync(certificate) });
  await new Promise((resolve, reject) => session.once("connect", resolve).once("error", reject));
  assert.equal(session.alpnProtocol, "h2");
  session.close();
  const codes = await Promise.all(
    Array.from({ length: 30 }, () => curl("-X", "POST", "-d", "{}", `${origin}/store/phone-login/codes`)),
  );
  assert.ok(codes.filter((code) => code.startsWith("429")).length >= 10, "codes are limited");
}

/** Waits until Prometheus answers a query with at least `least`. */
async function untilMeasured(
  /** @type {string} */ prometheus,
  /** @type {string} */ query,
  /** @type {number} */ least,
) {
  const deadline = Date.now() + PROMETHEUS_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
    /** @type {any} */
    const { data } = await answer.json();
    const value = Number(data.result[0]?.value[1] ?? Number.NaN);
    if (value >= least) return value;
    if (Date.now() > deadline) throw new Error(`Prometheus says ${value} for ${query}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** The database's own time. */
async function momentOf(/** @type {string} */ url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select clock_timestamp() as now");
  await client.end();
  return new Date(rows[0].now).toISOString();
}

async function openShop(
  /** @type {string} */ folder,
  /** @type {import("../local/progress.mjs").Progress} */ progress,
) {
  const passwords = { owner: random(), app: random(), reader: random(), cipher: random() };
  const database = await progress.step("PostgreSQL and its roles", () => openPostgres(folder, passwords));
  const redisUrl = await progress.step("Redis", () => openRedis(folder, random()));
  const [http, https, server, worker, wechat, first, second, metrics, workerMetrics] = await Promise.all(
    Array.from({ length: 9 }, freePort),
  );
  const certificate = makeCertificate(join(folder, "tls"));
  // The local WeChat and the buyer believe it.
  process.env.NODE_EXTRA_CA_CERTS = certificate;
  const origin = `https://localhost:${https}`;
  const plan = {
    shopPort: Number(server),
    wechatPort: Number(wechat),
    webViewPorts: /** @type {[number, number]} */ ([first, second]),
    wechatFolder: join(folder, "wechat"),
    logFolder: join(folder, "logs"),
    mediaFolder: join(folder, "media"),
    databaseUrl: database.urlOf("app"),
    redisUrl,
    secrets: { jwt: random(), cookie: random(), identity: randomBytes(32).toString("base64") },
    admin: { email: "merchant@tengman.local", password: random() },
    origin,
    extraEnvironment: {
      MEDUSA_WORKER_MODE: "server",
      SHOP_TRUST_PROXY: "1",
      SHOP_METRICS_PORT: String(metrics),
      WECHAT_OA_VERIFICATION_FILES: "MP_verify_deploy.txt=deploy",
    },
  };
  await progress.step("Local WeChat", () => startWeChat(plan));
  await progress.step("Migration, as the owner", () =>
    migrate({ ...plan, databaseUrl: database.urlOf("owner") }),
  );
  await progress.step("Demonstration shop, as the app", () => seed(plan));
  await progress.step("Server", () => startServer(plan));
  const workerEnvironment = { MEDUSA_WORKER_MODE: "worker", SHOP_METRICS_PORT: String(workerMetrics) };
  const workerPlan = {
    ...plan,
    shopPort: Number(worker),
    logFolder: join(folder, "logs", "worker"),
    extraEnvironment: { ...plan.extraEnvironment, ...workerEnvironment },
  };
  await progress.step("Worker", () => startServer(workerPlan));
  const ports = { http: Number(http), https: Number(https), server: Number(server) };
  await progress.step("nginx", () => openNginx(folder, ports));
  const targets = [Number(metrics), Number(workerMetrics)];
  const prometheus = await progress.step("Prometheus", () => openPrometheus(folder, targets));
  return { plan, database, origin, ports, certificate, prometheus };
}

async function main() {
  const progress = createProgress();
  await progress.step("Programs", installPrograms);
  await buildAll(progress);
  const folder = mkdtempSync("/var/tmp/tengman-deploy-");
  await run("chmod", ["755", folder]);
  const began = Date.now();
  const { plan, database, origin, ports, certificate, prometheus } = await openShop(folder, progress);
  const ready = await fetch(`http://127.0.0.1:${plan.shopPort}/health/ready`);
  assert.equal(ready.status, 200, await ready.text());
  const services = {
    DATABASE_URL: plan.databaseUrl,
    REDIS_URL: plan.redisUrl,
    SHOP_MEDIA_FOLDER: plan.mediaFolder,
  };
  assert.deepEqual(findingsOfServices(await lookAtServices(services, join(folder, "none"))), []);
  await progress.step("TLS, HTTP/2, limits, what is closed", () =>
    checkFront(origin, ports.http, certificate),
  );

  const backup = (/** @type {string[]} */ ...args) =>
    asPostgres(
      ["pgbackrest", `--config=${database.config}`, "--stanza=tengman", ...args],
      database.environment,
    );
  const script = (/** @type {string[]} */ file, /** @type {string[]} */ ...args) =>
    asPostgres(
      [process.execPath, join(repositoryRoot, "scripts", ...file), `--config=${database.config}`, ...args],
      {
        ...database.environment,
        DATABASE_URL: plan.databaseUrl,
      },
    );
  await progress.step("Full backup", async () => {
    backup("stanza-create");
    script(["backup", "index.mjs"], "--type=full");
  });

  const buyer = join(repositoryRoot, "scripts", "deploy", "buy.ts");
  const wechatOrigin = `http://127.0.0.1:${plan.wechatPort}`;
  const args = [buyer, origin, wechatOrigin, plan.wechatFolder, plan.databaseUrl];
  const buy = async () => (await run(join(repositoryRoot, "node_modules/.bin/tsx"), args)).stdout;
  const kept = await progress.step("An order is paid behind nginx", buy);
  await progress.step("Prometheus shows it", async () => {
    await untilMeasured(prometheus, 'sum(tengman_events_total{event="payment.captured"})', 1);
    await untilMeasured(
      prometheus,
      'sum(tengman_http_requests_total{route="/store/mall/orders",method="POST"})',
      1,
    );
    await untilMeasured(prometheus, 'sum(up{job="shop"})', 2);
  });

  const moment = await momentOf(plan.databaseUrl);
  const lost = await progress.step("Another order, after the second that is restored", buy);
  asPostgres([
    "psql",
    "-q",
    "-h",
    join(folder, "postgres"),
    "-p",
    new URL(plan.databaseUrl).port,
    "-c",
    "select pg_switch_wal()",
  ]);
  const report = await progress.step("Restore to the second, verified", async () =>
    JSON.parse(script(["backup", "restore-drill.mjs"], `--time=${moment}`)),
  );
  assert.deepEqual(report.differences, []);
  assert.equal(report.ledger.difference, null);
  assert.equal(report.restored.orders, "1", `${kept} and not ${lost}`);
  progress.finish();
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  console.log(
    `RTO ${report.rto_seconds} s, RPO ${report.rpo_seconds} s; from nothing to the end ${minutes} min`,
  );
  await endAllChildren();
  rmSync(folder, { recursive: true, force: true });
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await endAllChildren();
}
