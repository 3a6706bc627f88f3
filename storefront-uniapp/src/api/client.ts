import { errorOfAnswer, Unreachable } from "./refusal";

export type Method = "GET" | "POST" | "DELETE";

/** One HTTP exchange, already over: whatever carried it. */
export interface Answer {
  status: number;
  body: unknown;
  /** The server's own clock, when it told. */
  serverTime?: string;
}

/** Carries one request; rejects only when no answer came. */
export type Transport = (request: {
  method: Method;
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON, bytes as they are. */
  body?: unknown;
  /** Whether the answer's body is bytes. */
  binary?: boolean;
}) => Promise<Answer>;

export interface ClientOptions {
  transport: Transport;
  publishableKey: () => string;
  customerToken: () => string | undefined;
  /** Called when the server no longer accepts the token that was sent. */
  onTokenRejected: (token: string) => void;
  /** Called with the server's clock of every answer that carries it. */
  onServerTime?: (instant: string) => void;
}

export interface RequestOptions {
  /** A list is sent as its name once for each value. */
  query?: Record<string, string | number | readonly string[] | undefined>;
  body?: unknown;
  /** Whether the answer is a file: its bytes are the result. */
  binary?: boolean;
  /** A token to use instead of the stored one, while logging in. */
  token?: string;
}

export type ApiClient = <Result>(method: Method, path: string, options?: RequestOptions) => Promise<Result>;

/**
 * A thin client of the shop's API: same origin, JSON, the publishable key and the customer's token.
 * It throws `Refusal` for what the server refused and `Unreachable` when there was no usable answer.
 */
export function createClient(options: ClientOptions): ApiClient {
  return async <Result>(method: Method, path: string, request: RequestOptions = {}): Promise<Result> => {
    const token = request.token ?? options.customerToken();
    const headers: Record<string, string> = { "x-publishable-api-key": options.publishableKey() };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    const answer = await carry(options.transport, {
      method,
      url: withQuery(path, request.query),
      headers,
      body: request.body,
      ...(request.binary ? { binary: true } : {}),
    });
    if (answer.serverTime !== undefined) options.onServerTime?.(answer.serverTime);
    if (answer.status >= 200 && answer.status < 300) return answer.body as Result;
    if (answer.status === 401 && token !== undefined && request.token === undefined)
      options.onTokenRejected(token);
    throw errorOfAnswer(answer.status, answer.body);
  };
}

async function carry(transport: Transport, request: Parameters<Transport>[0]): Promise<Answer> {
  try {
    return await transport(request);
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : String(error));
  }
}

/** Appends the given parameters, leaving out those that are undefined or empty. */
export function withQuery(path: string, query: RequestOptions["query"] = {}): string {
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .filter((pair): pair is readonly [string, string | number] => pair[1] !== undefined && pair[1] !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}
