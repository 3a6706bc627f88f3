// `npm run bench:notifications`: how soon WeChat's notifications are answered while fifty come at a time and the money
// they tell of is captured behind the answers. Prints a table; `-- --write` keeps it in docs/benchmarks.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Shopper, stockUp } from "../../plugins/wechat-pay/integration-tests/shopper";
import { closeTestCluster, openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { readKeys, type SignedPost, signedPost, type Tidings } from "./wechat-post";

const AT_ONCE = 50;
const WARM_UP = 20;
const SHOPPERS = 4;

interface Measured {
  readonly name: string;
  readonly ms: readonly number[];
  readonly took_ms: number;
}

const { values } = parseArgs({
  options: { orders: { type: "string", default: "200" }, write: { type: "boolean", default: false } },
});
const orders = Number(values.orders);

async function main(): Promise<void> {
  const shop = await openTestShop({ name: "bench-notifications" });
  try {
    await stockUp(shop);
    const posts = await paidOrders(shop, orders + WARM_UP);
    const tell = (post: SignedPost | undefined) =>
      answered(`${shop.origin}/hooks/wechat-pay/transactions`, { method: "POST", ...post }, 204);
    const health = () => answered(`${shop.origin}/health`, {}, 200);
    await measure("warm-up", posts.splice(0, WARM_UP), tell);
    await settled(shop, WARM_UP);
    const rounds = Array.from({ length: orders }, () => undefined);
    const measured = [
      await measure("`GET /health`, nothing else to do", rounds, health),
      await measure("a notification, its money captured behind", posts, tell),
    ];
    const capturedAtEnd = await captures(shop);
    const began = performance.now();
    await settled(shop, orders + WARM_UP);
    print(measured, capturedAtEnd - WARM_UP, performance.now() - began);
  } finally {
    await shop.close();
    await closeTestCluster();
  }
}

/** So many orders whose money is at WeChat, and the notifications that tell of it; none is sent yet. */
async function paidOrders(shop: TestShop, count: number): Promise<SignedPost[]> {
  const keys = readKeys(shop.wechatFolder);
  const control = async (path: string, body?: object) =>
    await (
      await fetch(`${shop.wechatOrigin}/__control${path}`, {
        ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
        headers: { "content-type": "application/json" },
      })
    ).json();
  await control("/settings", { notifications_held: true });
  const posts: SignedPost[] = [];
  const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => Shopper.comeIn(shop)));
  await Promise.all(
    shoppers.map(async (shopper) => {
      while (posts.length < count) {
        const { number } = await shopper.presentOrder();
        await control(`/orders/${number}/pay`, {});
        await hideFromReconciliation(shop, number);
        const { notifications } = (await control(`/orders/${number}`)) as { notifications: Tidings[] };
        const [tidings] = notifications;
        if (tidings && posts.length < count) {
          posts.push(signedPost(keys, tidings));
        }
      }
    }),
  );
  return posts;
}

/** Otherwise the reconciliation captures orders older than a minute before their notification is measured. */
async function hideFromReconciliation({ pool }: TestShop, number: string): Promise<void> {
  await pool.query(
    `update payment_session set data = jsonb_set(data, '{presented_at}', to_jsonb($2::text)) where id = $1`,
    [`payses_${number}`, new Date(Date.now() + 3_600_000).toISOString()],
  );
}

async function answered(url: string, request: RequestInit, status: number): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, request);
  await answer.arrayBuffer();
  if (answer.status !== status) {
    throw new Error(`${url}: ${answer.status}`);
  }
  return performance.now() - began;
}

/** Fifty are on their way at every moment until all are answered. */
async function measure<T>(
  name: string,
  items: readonly T[],
  work: (item: T) => Promise<number>,
): Promise<Measured> {
  const waiting = [...items];
  const ms: number[] = [];
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (waiting.length > 0) {
      ms.push(await work(waiting.shift() as T));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { name, ms: ms.sort((one, other) => one - other), took_ms: performance.now() - began };
}

async function captures({ pool }: TestShop): Promise<number> {
  const { rows } = await pool.query<{ count: string }>("select count(*) from capture");
  return Number(rows[0]?.count);
}

async function settled(shop: TestShop, count: number): Promise<void> {
  for (const giveUp = Date.now() + 300_000; Date.now() < giveUp; ) {
    if ((await captures(shop)) >= count) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the money was not captured in five minutes");
}

const quantile = ({ ms }: Measured, q: number) => ms[Math.min(ms.length - 1, Math.floor(ms.length * q))] ?? 0;

function print(measured: readonly Measured[], capturedAtEnd: number, restMs: number): void {
  const [baseline] = measured;
  const lines = measured.map((one) => {
    const cells = [quantile(one, 0.5), quantile(one, 0.99)].map((ms) => `${ms.toFixed(0)} ms`);
    const ratio = baseline ? quantile(one, 0.99) / quantile(baseline, 0.99) : 1;
    const rate = (one.ms.length / one.took_ms) * 1000;
    return `| ${one.name} | ${one.ms.length} | ${cells.join(" | ")} | ${ratio.toFixed(1)} | ${rate.toFixed(0)} |`;
  });
  const page = [
    "# How soon notifications are answered",
    "",
    `\`npm run bench:notifications -- --orders ${orders}\`: ${AT_ONCE} requests on their way at every moment, one server process,`,
    `PostgreSQL, the local WeChat and the sender on the same ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}).`,
    "Every notification is the first word of its own order's money, which is captured behind the answer.",
    "",
    "| Request | Count | p50 | p99 | p99 to the first | a second |",
    "| --- | --: | --: | --: | --: | --: |",
    ...lines,
    "",
    `When the last notification was answered, ${capturedAtEnd} of ${orders} payments were captured; the rest followed in`,
    `${(restMs / 1000).toFixed(1)} s.`,
    "",
  ].join("\n");
  console.log(page);
  if (values.write) {
    const folder = join(__dirname, "../../docs/benchmarks");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "notifications.md"), page);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
