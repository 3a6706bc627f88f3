import { randomBytes } from "node:crypto";
import type { Chats } from "../people/chats.js";
import type { Credentials } from "../state/credentials.js";
import type { SandboxState } from "../state/state.js";
import type { WireLog } from "../wire/wire-log.js";
import { decryptAnswer, encryptPush, type PushFault, signParts } from "./push-cipher.js";
import { fieldOf, type PushFields, shownAnswer, writePush } from "./push-xml.js";

const ANSWER_TIMEOUT_MS = 5_000;
const TRIES = 3;
const OUT_OF_ORDER = "该公众号提供的服务出现故障，请稍后再试";

/** One delivery of a push. `status` is absent when nothing was answered in time. */
export interface PushTry {
  status?: number;
  ms: number;
  body?: string;
  error?: string;
}

/** What became of a push: its deliveries, and the answer's text after decryption. */
export interface PushOutcome {
  tries: PushTry[];
  answer: string | null;
}

/** Pushes to the shop's server what people do, and shows them what it answers. */
export class Pusher {
  readonly #running = new Set<Promise<unknown>>();

  constructor(
    private readonly state: SandboxState,
    private readonly account: Pick<Credentials, "app_id" | "push_token" | "encoding_aes_key">,
    private readonly chats: Chats,
    private readonly shop_origin: string,
    private readonly wire: WireLog,
  ) {}

  /** The account's own name on the wire. */
  get accountName(): string {
    return `gh_${this.account.app_id.slice(2, 14)}`;
  }

  /** Fields every push has. */
  base(openid: string, type: string): PushFields {
    const CreateTime = Math.floor(Date.now() / 1000);
    return { ToUserName: this.accountName, FromUserName: openid, CreateTime, MsgType: type };
  }

  /** A number for the next message. */
  nextMessageId(): string {
    this.state.account.last_msg_id += 1;
    return String(this.state.account.last_msg_id);
  }

  /** Pushes without keeping anybody waiting. */
  begin(fields: PushFields): void {
    const run = this.push(fields).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  /** Pushes until something is answered, three times at most, and shows the answer. */
  async push(fields: PushFields, fault?: PushFault): Promise<PushOutcome> {
    const tries: PushTry[] = [];
    const openid = String(fields.FromUserName);
    while (tries.length < TRIES) {
      const attempt = await this.#once(fields, fault);
      this.#record(fields, attempt);
      tries.push(attempt);
      // What is refused is not repeated here: WeChat would, and be refused again.
      if (attempt.status !== undefined && attempt.status < 500) break;
    }
    const last = tries.at(-1);
    const answer = last?.status === 200 ? this.#opened(last.body ?? "") : undefined;
    if (answer === undefined) {
      this.chats.send("account", openid, { kind: "text", text: OUT_OF_ORDER });
      return { tries, answer: null };
    }
    const shown = answer === null ? undefined : shownAnswer(answer);
    if (shown !== undefined) this.chats.send("account", openid, shown);
    return { tries, answer };
  }

  #record(fields: PushFields, { ms, status, body = "", error }: PushTry): void {
    const event = [fields.MsgType, fields.Event].filter(Boolean).join(" ");
    this.wire.record({
      at: Date.now() - ms,
      ms,
      direction: "wechat_to_shop",
      title: `push ${event}`,
      url: `${this.shop_origin}/hooks/official-account`,
      request: { headers: {}, body: writePush(fields) },
      ...(status === undefined ? {} : { answer: { status, headers: {}, body } }),
      ...(error === undefined ? {} : { error }),
    });
  }

  async #once(fields: PushFields, fault: PushFault | undefined): Promise<PushTry> {
    const { query, body } = this.#sealed(fields, fault);
    const began = Date.now();
    try {
      const answer = await fetch(`${this.shop_origin}/hooks/official-account?${query}`, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { "Content-Type": "text/xml", "User-Agent": "Mozilla/4.0" },
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      return { status: answer.status, body: await answer.text(), ms: Date.now() - began };
    } catch (error) {
      return { error: error instanceof Error ? error.name : "network failure", ms: Date.now() - began };
    }
  }

  #sealed(fields: PushFields, fault: PushFault | undefined): { query: URLSearchParams; body: string } {
    const { push_token, app_id } = this.account;
    const { push_mode } = this.state.account;
    const age = fault === "stale" ? 7_200 : 0;
    const timestamp = String(Math.floor(Date.now() / 1000) - age);
    const nonce = randomBytes(5).toString("hex");
    const spoil = (signature: string) =>
      fault === "wrong_signature"
        ? signature.replace(/^./, (first) => (first === "0" ? "1" : "0"))
        : signature;
    const signature = spoil(signParts([push_token, timestamp, nonce]));
    const query = new URLSearchParams({
      signature,
      timestamp,
      nonce,
      openid: String(fields.FromUserName),
    });
    const xml = writePush(fields);
    if (push_mode === "plain") return { query, body: xml };
    const encrypted = encryptPush(this.#key, app_id, xml, fault);
    query.set("encrypt_type", "aes");
    query.set("msg_signature", spoil(signParts([push_token, timestamp, nonce, encrypted])));
    const envelope: PushFields =
      push_mode === "compatible"
        ? { ...fields, Encrypt: encrypted }
        : { ToUserName: this.accountName, Encrypt: encrypted };
    return { query, body: writePush(envelope) };
  }

  get #key(): string {
    return this.state.account.push_key ?? this.account.encoding_aes_key;
  }

  /** The answer's XML, null when there is nothing to show, undefined when it is not what WeChat takes. */
  #opened(body: string): string | null | undefined {
    if (body === "" || body === "success") return null;
    const encrypted = fieldOf(body, "Encrypt");
    if (encrypted === undefined) return body.startsWith("<xml>") ? body : undefined;
    const parts = ["TimeStamp", "Nonce"].map((name) => fieldOf(body, name) ?? "");
    const signature = signParts([this.account.push_token, ...parts, encrypted]);
    if (signature !== fieldOf(body, "MsgSignature")) return undefined;
    try {
      return decryptAnswer(this.account.encoding_aes_key, this.account.app_id, encrypted);
    } catch {
      return undefined;
    }
  }
}
