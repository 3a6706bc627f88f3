import { createHash, randomBytes, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { UnsignedFile } from "../pay/pay-endpoint.js";
import { invalidRequest, PayRefusal, parameterError } from "../pay/pay-refusal.js";
import { beijingMoment } from "../pay/wechat-time.js";
import type { BillEdit, FundAccount } from "../state/money-records.js";
import type { SandboxState } from "../state/state.js";
import { type BillTable, csv, edited } from "./bill-table.js";
import { fundFlowBill } from "./fund-flow-bill.js";
import { type TradeBillType, tradeBill } from "./trade-bill.js";

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 92;
const READY_HOUR = 10;

/** Which bill, of which day. */
export type BillRequest =
  | { bill: "trade"; date: string; type: TradeBillType; gzip: boolean }
  | { bill: "fundflow"; date: string; account: FundAccount; gzip: boolean };

interface WaitingFile {
  content: Buffer;
  gzip: boolean;
  expires_at: number;
}

/** Hands out bills: first an address and the file's hash, then the file. */
export class BillDesk {
  /** Addresses live five minutes and do not outlive the process. */
  readonly #waiting = new Map<string, WaitingFile>();

  constructor(
    private readonly state: SandboxState,
    private readonly origin: () => string,
  ) {}

  /** @throws PayRefusal for a day without a bill. */
  apply(request: BillRequest, now: number): Record<string, unknown> {
    this.checkDate(request.date, now);
    const table = this.table(request);
    if (table.rows.length === 0) throw new PayRefusal(400, "NO_STATEMENT_EXIST", "账单文件不存在");
    const content = Buffer.from(csv(table), "utf8");
    const token = randomBytes(64).toString("base64url");
    for (const [old, { expires_at }] of this.#waiting) if (expires_at <= now) this.#waiting.delete(old);
    const expires_at = now + this.state.settings.bill_url_ms;
    this.#waiting.set(token, { content, gzip: request.gzip, expires_at });
    return {
      hash_type: "SHA1",
      hash_value: createHash("sha1").update(content).digest("hex"),
      download_url: `${this.origin()}/v3/billdownload/file?token=${token}`,
    };
  }

  private table(request: BillRequest): BillTable {
    const plain =
      request.bill === "trade"
        ? tradeBill(this.state, request.date, request.type)
        : fundFlowBill(this.state, request.date, request.account);
    const edits = this.state.bill_edits.filter(
      ({ bill, date }) => bill === request.bill && date === request.date,
    );
    return edited(plain, edits);
  }

  private checkDate(date: string, now: number): void {
    const noon = Date.parse(`${date}T12:00:00+08:00`);
    if (Number.isNaN(noon) || beijingMoment(noon).slice(0, 10) !== date) {
      throw parameterError("/bill_date", "must be a day, as 2026-03-01", "query");
    }
    const { today } = this.state.settings;
    const present = today === null ? beijingMoment(now) : `${today} 23:59:59`;
    const midday = Date.parse(`${present.slice(0, 10)}T12:00:00+08:00`);
    const age = Math.round((midday - noon) / DAY_MS);
    if (age < 1) throw parameterError("/bill_date", "must be before today", "query");
    if (age > OLDEST_DAYS) throw parameterError("/bill_date", "must be within three months", "query");
    if (age === 1 && Number(present.slice(11, 13)) < READY_HOUR) {
      throw new PayRefusal(400, "STATEMENT_CREATING", "账单生成中，请在10点后重试");
    }
  }

  /** The file behind an address. @throws PayRefusal once it is too old. */
  download(token: string | undefined, now: number): UnsignedFile {
    const waiting = this.#waiting.get(token ?? "");
    if (waiting === undefined || waiting.expires_at <= now)
      throw invalidRequest("token已失效，请重新申请账单");
    if (waiting.gzip) return new UnsignedFile(gzipSync(waiting.content), "application/x-gzip");
    return new UnsignedFile(waiting.content, "text/plain; charset=utf-8");
  }

  /** Puts a lie into a bill. */
  tamper(edit: Omit<BillEdit, "id">): BillEdit {
    const made = { id: `edit_${randomUUID()}`, ...edit };
    this.state.bill_edits.push(made);
    return made;
  }
}
