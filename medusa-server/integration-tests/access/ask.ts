import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import type { Route } from "./routes";
import type { Role, World } from "./world";

/** An answer as far as it is compared. */
export interface Asked {
  status: number;
  code: unknown;
  /** Status and body, with the ids that were asked for blotted out. */
  text: string;
}

/** Whose things a path names: what A and D own, or what nobody has. */
export type Named = "owned" | "missing";

/** Answers take milliseconds, on a busy machine many times that; who waits longer waits for ever, which is 599 here. */
const STREAM_MS = 3_000;
const ANSWER_MS = 20_000;

const MISSING = "none_01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** Asks a route as a role, with an empty body where one is sent. */
export async function ask(
  shop: TestShop,
  world: World,
  { method, path }: Route,
  role: Role,
  named: Named,
): Promise<Asked> {
  const { path: filled, ids } = fill(path, named === "owned" ? world.things : {});
  const hasBody = method !== "GET" && method !== "DELETE";
  const isStream = path.endsWith("/subscribe");
  const response = await fetch(`${shop.origin}${filled}`, {
    method,
    headers: { ...world.headers[role], ...(hasBody ? { "content-type": "application/json" } : {}) },
    ...(hasBody ? { body: "{}" } : {}),
    redirect: "manual",
    signal: AbortSignal.timeout(isStream ? STREAM_MS : ANSWER_MS),
  }).catch((error: Error) => {
    if (error.name !== "TimeoutError") throw error;
    // Streams of events send nothing, not even headers, before the first event: whoever waits was let in.
    return new Response("{}", { status: isStream ? 200 : 599 });
  });
  const body = await response.text();
  const blotted = ids.reduce((text, id) => text.replaceAll(id, "…"), body);
  return { status: response.status, code: codeOf(body), text: `${response.status} ${blotted}` };
}

/** Puts ids in the place of parameters: by the parameter's own name, or by the segment before it. */
function fill(path: string, things: World["things"]): { path: string; ids: string[] } {
  const ids: string[] = [];
  let before = "";
  const segments = path.split("/").map((segment) => {
    const id = segment.startsWith(":") ? (things[segment.slice(1)] ?? things[before] ?? MISSING) : undefined;
    if (id !== undefined) ids.push(id);
    before = segment;
    return id ?? segment;
  });
  return { path: segments.join("/"), ids };
}

function codeOf(text: string): unknown {
  try {
    return JSON.parse(text).code;
  } catch {
    return undefined;
  }
}

const AT_ONCE = 8;

/** Runs every role over every route, one role after the other, a few routes at once. */
export async function matrixOf(
  routes: readonly Route[],
  roles: readonly Role[],
  run: (route: Route, role: Role) => Promise<void>,
): Promise<void> {
  for (const role of roles) {
    const left = [...routes];
    const worker = async () => {
      for (let route = left.shift(); route; route = left.shift()) await run(route, role);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
}
