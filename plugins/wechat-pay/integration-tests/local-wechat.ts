import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { WechatPayOptions } from "../src/options";

const repository = resolve(__dirname, "../../..");
const NOTIFY_BASE_URL = "http://127.0.0.1:9";

interface Person {
  readonly openid: string;
  readonly real_name: string;
  readonly mini_program_openid: string;
}

/** A local WeChat of one test file, spoken to over HTTP only. */
export class LocalWechat {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly origin: string,
    private readonly people: readonly Person[],
  ) {}

  static async start(): Promise<LocalWechat> {
    const folder = mkdtempSync(join(tmpdir(), "wechat-pay-"));
    const child = spawn(
      join(repository, "node_modules/.bin/tsx"),
      [
        join(repository, "wechat-sandbox/src/main.ts"),
        ...["--host", "127.0.0.1", "--port", "0", "--web-view-ports", "0,0", "--data-dir", folder],
      ],
      { cwd: repository, stdio: ["ignore", "pipe", "inherit"] },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      const origin = /ready (http:\/\/\S+)/.exec(line)?.[1];
      if (origin) {
        const { people } = await (await fetch(`${origin}/__control/people`)).json();
        return new LocalWechat(child, folder, origin, people);
      }
    }
    throw new Error("The local WeChat ended before it was ready.");
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The options of a shop that is a merchant of this WeChat. */
  options(change: Partial<WechatPayOptions> = {}): WechatPayOptions {
    const credentials = JSON.parse(readFileSync(join(this.folder, "credentials.json"), "utf8"));
    return {
      ...credentials,
      app_ids: [credentials.mini_program_app_id],
      base_url: this.origin,
      notify_base_url: NOTIFY_BASE_URL,
      ...change,
    };
  }

  /** The openid of somebody who uses this WeChat. */
  payer(index = 0): string {
    return this.person(index).openid;
  }

  /** What the same somebody is really called. */
  realName(index = 0): string {
    return this.person(index).real_name;
  }

  /** The merchant's mini program, and the first person's openid there. */
  miniProgram(): { app_id: string; openid: string } {
    const [app_id = ""] = this.options().app_ids ?? [];
    return { app_id, openid: this.person(0).mini_program_openid };
  }

  private person(index: number): Person {
    const person = this.people[index];
    if (!person) {
      throw new Error("The local WeChat has too few people.");
    }
    return person;
  }

  async control<Answer>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.origin}/__control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as Answer;
  }

  async pay(outTradeNo: string): Promise<void> {
    await this.control("POST", `/orders/${outTradeNo}/pay`, {});
  }

  /**
   * Makes the next fitting answer of the Pay API go wrong. One that never comes is cut off at once: that the client
   * itself gives up waiting is proved where `delay_ms` outlasts its patience.
   */
  async spoilAnswer(fault: {
    kind: string;
    method?: string;
    path?: string;
    status?: number;
    code?: string;
    delay_ms?: number;
  }) {
    const cut = fault.kind === "timeout_after" ? { delay_ms: 20 } : {};
    await this.control("POST", "/faults", { on: "response", ...cut, ...fault });
  }

  async withoutFaults(): Promise<void> {
    await this.control("DELETE", "/faults");
    await this.control("DELETE", "/settings");
  }
}

/** A key pair nobody knows. */
export function strangersKeys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
