/** A JSON answer with its status. */
export interface Answer<Body = Record<string, never>> {
  readonly status: number;
  readonly body: Body;
}

export interface Asking {
  readonly method?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string> | undefined;
}

/** Sends JSON and reads JSON; an answer without a body is `{}`. */
export async function call<Body>(
  url: string,
  { method = "GET", body, headers = {} }: Asking = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse((await response.text()) || "{}") as Body };
}

/** As `call`, for what must succeed. @throws with the status and the body of any other answer */
export async function must<Body>(url: string, asking: Asking = {}): Promise<Body> {
  const { status, body } = await call<Body>(url, asking);
  if (status >= 300) throw new Error(`${asking.method ?? "GET"} ${url}: ${status} ${JSON.stringify(body)}`);
  return body;
}

const LOOK_EVERY_MS = 150;

/** Waits until a look finds something. @throws after `timeout_ms`, naming what was awaited */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  timeout_ms = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + timeout_ms; ; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${timeout_ms} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
