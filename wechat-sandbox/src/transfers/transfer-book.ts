import { randomBytes } from "node:crypto";
import type { FundLedger } from "../funds/fund-ledger.js";
import { type OrderBook, parametersDigest } from "../pay/order-book.js";
import { invalidRequest, PayRefusal, parameterError } from "../pay/pay-refusal.js";
import { wechatNumber } from "../pay/wechat-number.js";
import { beijingDay } from "../pay/wechat-time.js";
import { realName } from "../people/people.js";
import type { Transfer, TransferState } from "../state/money-records.js";
import type { SandboxState } from "../state/state.js";
import {
  COMMISSION_SCENE,
  MINIMUM_TRANSFER,
  NAME_REFUSED_BELOW,
  NAME_REQUIRED_FROM,
  type TransferRequest,
} from "./transfer-shapes.js";

const CONFIRMATION_MS = 24 * 3_600_000;
const QUERYABLE_MS = 30 * 86_400_000;
const FINAL: readonly TransferState[] = ["SUCCESS", "FAIL", "CANCELLED"];

/** Why the confirmation page does not open; the texts stand on the phone. */
export type ConfirmationRefusal =
  | "bad_parameters"
  | "unknown_transfer"
  | "other_receiver"
  | "not_waiting"
  | "expired";

/** True when a transfer will not change any more. */
export function isFinal(transfer: Transfer): boolean {
  return FINAL.includes(transfer.state);
}

/** The merchant's transfers; synchronous like the order book, so that a confirmation and a cancellation never both win. */
export class TransferBook {
  constructor(
    private readonly state: SandboxState,
    private readonly orders: OrderBook,
    private readonly ledger: FundLedger,
    private readonly mch_id: string,
  ) {}

  /**
   * Accepts a transfer and takes its money off the account, or answers the same request again with what became of it.
   * @param request with `user_name` decrypted: the same name looks different each time it is encrypted.
   * @throws PayRefusal as WeChat would.
   */
  request(request: TransferRequest, now: number): { transfer: Transfer; isNew: boolean } {
    this.checkRequest(request);
    const parameters = parametersDigest(request);
    const existing = this.find(request.out_bill_no);
    if (existing !== undefined) {
      if (existing.parameters !== parameters)
        throw invalidRequest("商户单号已存在，且与之前请求的参数不一致");
      return { transfer: existing, isNew: false };
    }
    this.checkLimits(request, now);
    const transfer: Transfer = {
      out_bill_no: request.out_bill_no,
      transfer_bill_no: wechatNumber("133000", now, 24),
      appid: request.appid,
      mchid: this.mch_id,
      openid: request.openid,
      transfer_scene_id: request.transfer_scene_id,
      transfer_amount: request.transfer_amount,
      transfer_remark: request.transfer_remark,
      ...(request.user_recv_perception === undefined
        ? {}
        : { user_recv_perception: request.user_recv_perception }),
      ...(request.user_name === undefined ? {} : { user_name: request.user_name }),
      ...(request.notify_url === undefined ? {} : { notify_url: request.notify_url }),
      parameters,
      state: "WAIT_USER_CONFIRM",
      package_info: randomBytes(96).toString("base64"),
      created_at: now,
      updated_at: now,
      expires_at: now + CONFIRMATION_MS,
    };
    this.state.transfers[transfer.out_bill_no] = transfer;
    this.moveMoney(transfer, "商家转账", -1, now);
    return { transfer, isNew: true };
  }

  private checkRequest(request: TransferRequest): void {
    this.orders.checkApp(request.appid);
    if (request.transfer_scene_id !== COMMISSION_SCENE.id) throw invalidRequest("你尚未获取该转账场景");
    const reported = request.transfer_scene_report_infos.map(({ info_type }) => info_type).sort();
    if (reported.join() !== [...COMMISSION_SCENE.reports].sort().join()) {
      throw parameterError(
        "/transfer_scene_report_infos",
        `must report exactly ${COMMISSION_SCENE.reports.join(" and ")}`,
      );
    }
    if (request.transfer_amount < MINIMUM_TRANSFER) {
      throw parameterError("/transfer_amount", `must be at least ${MINIMUM_TRANSFER}`);
    }
    this.checkReceiver(request);
  }

  private checkReceiver(request: TransferRequest): void {
    const receiver = this.orders.personAt(request.appid, request.openid);
    if (receiver === undefined) throw parameterError("/openid", "无效的openid");
    if (request.user_name === undefined) {
      if (request.transfer_amount >= NAME_REQUIRED_FROM) {
        throw parameterError("/user_name", `is required from ${NAME_REQUIRED_FROM} on`);
      }
      return;
    }
    if (request.transfer_amount < NAME_REFUSED_BELOW) {
      throw parameterError("/user_name", `cannot be checked below ${NAME_REFUSED_BELOW}`);
    }
    if (request.user_name !== realName(receiver)) throw invalidRequest("收款用户姓名校验不通过");
  }

  private checkLimits(request: TransferRequest, now: number): void {
    const { transfer_single_max, transfer_user_day_max, transfer_day_max } = this.state.settings;
    const today = Object.values(this.state.transfers).filter(
      (transfer) =>
        beijingDay(transfer.created_at) === beijingDay(now) &&
        transfer.state !== "FAIL" &&
        transfer.state !== "CANCELLED",
    );
    const sum = (transfers: Transfer[]) =>
      transfers.reduce((total, transfer) => total + transfer.transfer_amount, request.transfer_amount);
    if (request.transfer_amount > transfer_single_max) throw quota("转账金额超过单笔限额");
    const person = this.orders.personAt(request.appid, request.openid);
    const theirs = today.filter(
      ({ appid, openid }) => this.orders.personAt(appid, openid)?.openid === person?.openid,
    );
    if (sum(theirs) > transfer_user_day_max) throw quota("超过向单个用户单日转账额度");
    if (sum(today) > transfer_day_max) throw quota("超过商户单日转账额度");
    if (this.ledger.available("OPERATION", now) < request.transfer_amount) {
      throw new PayRefusal(403, "NOT_ENOUGH", "运营账户余额不足，请充值后使用原商户单号重试");
    }
  }

  private moveMoney(transfer: Transfer, business_type: string, sign: 1 | -1, now: number): void {
    this.ledger.move(
      {
        account: "OPERATION",
        amount: sign * transfer.transfer_amount,
        business_no: transfer.transfer_bill_no,
        voucher_no: transfer.out_bill_no,
        business_name: "商家转账",
        business_type,
        remark: transfer.transfer_remark,
      },
      now,
    );
  }

  /** Moves a transfer on. Money that will not arrive comes back. */
  advance(transfer: Transfer, state: TransferState, now: number, fail_reason?: string): void {
    transfer.state = state;
    transfer.updated_at = now;
    delete transfer.next;
    if (fail_reason !== undefined) transfer.fail_reason = fail_reason;
    if (state === "FAIL" || state === "CANCELLED") this.moveMoney(transfer, "转账退回", 1, now);
  }

  /**
   * Takes a transfer back while nobody has confirmed it; asking again is fine.
   * @returns true when this call began it.
   * @throws PayRefusal INVALID_REQUEST once it is too late.
   */
  cancel(transfer: Transfer, now: number): boolean {
    if (transfer.state === "CANCELING" || transfer.state === "CANCELLED") return false;
    if (!["ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM"].includes(transfer.state)) {
      throw invalidRequest("当前单据状态不支持撤销");
    }
    this.advance(transfer, "CANCELING", now);
    return true;
  }

  /** The transfer a page asks its reader to confirm, or why the page does not open. */
  confirmable(
    asked: { mchId: string; appId: string; package: string },
    openid: string,
    now: number,
  ): Transfer | ConfirmationRefusal {
    const transfer = Object.values(this.state.transfers).find(
      ({ package_info }) => package_info === asked.package,
    );
    if (transfer === undefined) return "unknown_transfer";
    if (asked.mchId !== this.mch_id || asked.appId !== transfer.appid) return "bad_parameters";
    if (this.receiverOf(transfer) !== openid) return "other_receiver";
    if (transfer.expires_at <= now) return "expired";
    return transfer.state === "WAIT_USER_CONFIRM" ? transfer : "not_waiting";
  }

  /** The receiver's openid at the Official Account, where the phones know people. */
  receiverOf(transfer: Transfer): string | undefined {
    return this.orders.personAt(transfer.appid, transfer.openid)?.openid;
  }

  private find(out_bill_no: string): Transfer | undefined {
    return Object.hasOwn(this.state.transfers, out_bill_no) ? this.state.transfers[out_bill_no] : undefined;
  }

  /** @throws PayRefusal 404 NOT_FOUND, also for one older than thirty days. */
  byOutBillNo(out_bill_no: string, now: number): Transfer {
    return known(this.find(out_bill_no), now);
  }

  /** @throws PayRefusal 404 NOT_FOUND, also for one older than thirty days. */
  byTransferBillNo(transfer_bill_no: string, now: number): Transfer {
    const all = Object.values(this.state.transfers);
    return known(
      all.find((transfer) => transfer.transfer_bill_no === transfer_bill_no),
      now,
    );
  }
}

function known(transfer: Transfer | undefined, now: number): Transfer {
  if (transfer === undefined || transfer.created_at + QUERYABLE_MS < now) {
    throw new PayRefusal(404, "NOT_FOUND", "记录不存在");
  }
  return transfer;
}

function quota(message: string): PayRefusal {
  return new PayRefusal(403, "QUOTA_EXCEED", message);
}
