import { TEST_ADMIN, type TestShop } from "../../../scripts/local/test-shop.mjs";

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries is the very thing under test
  body: any;
}

/** The merchant's calls, logged in. */
export async function openMerchant(shop: TestShop) {
  const headers: Record<string, string> = { "content-type": "application/json" };
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${shop.origin}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const { body } = await call("POST", "/auth/user/emailpass", TEST_ADMIN);
  headers.authorization = `Bearer ${body.token}`;
  return {
    get: (path: string) => call("GET", `/admin/official-account/${path}`),
    post: (path: string, given: object) => call("POST", `/admin/official-account/${path}`, given),
    remove: (path: string) => call("DELETE", `/admin/official-account/${path}`),
    call,
  };
}
export type Merchant = Awaited<ReturnType<typeof openMerchant>>;

/** What becomes true after a while on a busy machine. */
export async function until<T>(look: () => Promise<T>, isReached: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const seen = await look();
    if (isReached(seen)) return seen;
    if (Date.now() > end) throw new Error(`never came true: ${JSON.stringify(seen).slice(0, 600)}`);
    await new Promise((done) => setTimeout(done, 150));
  }
}
