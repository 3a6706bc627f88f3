import { EventEmitter } from "node:events";

const KEPT_ENTRIES = 1_000;
/** Of a longer body only the beginning is kept. */
const KEPT_CHARACTERS = 8_000;

/** Who speaks first: the shop's server calls WeChat, WeChat calls the shop's server, or a person does something. */
export type WireDirection = "shop_to_wechat" | "wechat_to_shop" | "person";

export interface WireMessage {
  headers: Record<string, string>;
  body: string;
}

/** One exchange between the shop's server and WeChat, or what a person did. */
export interface WireEntry {
  id: number;
  /** Milliseconds since 1970, when it began. */
  at: number;
  /** How long the answer took. */
  ms: number;
  direction: WireDirection;
  /** `POST /v3/…`, a notification's event type, or what a person did. */
  title: string;
  url: string;
  request: WireMessage;
  /** Absent when nothing was answered. */
  answer?: WireMessage & { status: number };
  /** Why there is no answer. */
  error?: string;
  /** What is inside an encrypted body. */
  plaintext?: string;
  /** The fault that struck. */
  fault?: string;
  /** Numbers of orders, refunds, transfers and shares it is about. */
  numbers: string[];
}

export type WireNote = Omit<WireEntry, "id" | "numbers">;

const NUMBER =
  /"(?:out_trade_no|out_refund_no|out_bill_no|out_order_no|out_return_no)"\s*:\s*"([^"]{1,64})"/g;
const NUMBER_IN_PATH = /\/(?:out-trade-no|refunds|out-bill-no|orders)\/([\w.*@|-]{1,64})/g;
const SECRETS = /([?&](?:secret|access_token)=)[^&]+/g;
const SECRET_FIELDS = /("(?:secret|access_token|refresh_token|ticket)"\s*:\s*")[^"]+/g;

/** The last exchanges, in the order they began. Kept in memory, for people to look at; access tokens are left out. */
export class WireLog extends EventEmitter<{ entry: [] }> {
  readonly #entries: WireEntry[] = [];
  #last = 0;

  constructor() {
    super();
    this.setMaxListeners(100);
  }

  record(note: WireNote): void {
    this.#last += 1;
    const texts = [note.url, note.request.body, note.answer?.body ?? "", note.plaintext ?? ""];
    const entry: WireEntry = { ...note, id: this.#last, numbers: numbersIn(texts.join("\n")) };
    entry.url = withoutSecrets(entry.url);
    entry.title = withoutSecrets(entry.title);
    entry.request = shortened(entry.request);
    if (entry.answer !== undefined) entry.answer = { ...entry.answer, ...shortened(entry.answer) };
    this.#entries.push(entry);
    if (this.#entries.length > KEPT_ENTRIES) this.#entries.shift();
    this.emit("entry");
  }

  /** Exchanges in the order they began, all of them or those about one number. */
  read(number?: string): WireEntry[] {
    const wanted =
      number === undefined ? this.#entries : this.#entries.filter(({ numbers }) => numbers.includes(number));
    return [...wanted].sort((one, other) => one.at - other.at || one.id - other.id);
  }

  empty(): void {
    this.#entries.length = 0;
    this.emit("entry");
  }
}

/** The merchant's numbers that a text names, each once. */
export function numbersIn(text: string): string[] {
  const found = [...text.matchAll(NUMBER), ...text.matchAll(NUMBER_IN_PATH)].map(
    ([, number]) => number ?? "",
  );
  return [...new Set(found.filter((number) => number !== "" && number !== "close"))];
}

function withoutSecrets(text: string): string {
  return text.replace(SECRETS, "$1…").replace(SECRET_FIELDS, "$1…");
}

function shortened({ headers, body }: WireMessage): WireMessage {
  const text = withoutSecrets(body);
  return { headers, body: text.length > KEPT_CHARACTERS ? `${text.slice(0, KEPT_CHARACTERS)}…` : text };
}
