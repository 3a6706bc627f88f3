/** JSON as it travels. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An answer of the shop's. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** One request with its answer. */
export interface Exchange {
  readonly step: number;
  readonly action: string;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly sent: unknown;
  readonly status: number;
  readonly answer: string;
  readonly took_ms: number;
}

/** Asks the shop as somebody. */
export type Ask = <Body = Json>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;

const MOST_KEPT = 6_000;
const LONGEST_ANSWER = 600;

/** The one way to the shop: whatever is asked and answered is kept, so that a failed run can tell what led to it. */
export class Wire {
  step = 0;
  action = "opening";
  asked = 0;
  readonly #kept: Exchange[] = [];
  readonly #troubles: string[] = [];

  constructor(private readonly origin: string) {}

  /** Asks the shop with somebody's headers. */
  as(who: string, headers: Readonly<Record<string, string>>): Ask {
    return async <Body>(method: string, path: string, body?: unknown) => {
      const began = Date.now();
      const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${this.origin}${path}`, {
        method,
        headers: { ...type, ...headers },
        ...sent,
      });
      const text = await response.text();
      const { status } = response;
      const exchange = {
        step: this.step,
        action: this.action,
        who,
        method,
        path,
        sent: body ?? null,
        status,
      };
      this.#keep({ ...exchange, answer: text.slice(0, LONGEST_ANSWER), took_ms: Date.now() - began });
      return { status, body: readJson(text) as Body };
    };
  }

  #keep(exchange: Exchange): void {
    this.asked += 1;
    this.#kept.push(exchange);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    if (exchange.status >= 500) this.#troubles.push(`5xx: ${lineOf(exchange)}`);
  }

  /** The requests that were answered 5xx since the last call. */
  takeTroubles(): string[] {
    return this.#troubles.splice(0);
  }

  /** The last requests of a step, or those that name a thing in question or answer, as lines. */
  tell({ step, id, last }: { step?: number; id?: string; last: number }): string[] {
    return this.#kept
      .filter((one) => step === undefined || one.step === step)
      .filter((one) => id === undefined || `${one.path}${JSON.stringify(one.sent)}${one.answer}`.includes(id))
      .filter((one) => id === undefined || one.method !== "GET" || one.status >= 400)
      .slice(-last)
      .map(lineOf);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return text;
  }
}

function lineOf({ step, action, who, method, path, sent, status, answer, took_ms }: Exchange): string {
  const body = sent === null ? "" : ` ${JSON.stringify(sent)}`;
  const told = method === "GET" && status < 400 ? "" : ` ${answer}`;
  return `[${step} ${action}] ${who}: ${method} ${path}${body} → ${status}${told} (${took_ms} ms)`;
}
