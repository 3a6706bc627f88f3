import { z } from "zod";
import { type Transfer, transferStateOf } from "../domain/transfer";
import { WechatPayError } from "./errors";
import { encryptField } from "./field-cipher";
import type { SignedRequests } from "./signed-requests";
import type { TrustedKeys } from "./trusted-keys";
import { absentIfNotFound, fenNumber, truncate, understood } from "./wire-values";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
const REMARK_LIMIT = 32;
const REPORT_LIMIT = 32;

/** Scene 1005, 佣金报酬: WeChat wants exactly these two reports. */
const COMMISSION_SCENE = "1005";

export interface TransferRequest {
  /** At most 32 letters and digits. A number is for one transfer for ever, whatever WeChat answered. */
  readonly out_bill_no: string;
  readonly app_id: string;
  readonly openid: string;
  readonly amount_fen: bigint;
  /** What the receiver reads. */
  readonly remark: string;
  /** 岗位类型: what the receiver does for the merchant. */
  readonly position: string;
  /** 报酬说明: what the money is for. */
  readonly reward: string;
  /** The receiver's real name; sent encrypted. Wanted from ¥2000, not taken below ¥0.30. */
  readonly user_name?: string;
  readonly notify_url: string;
}

/** A transfer as WeChat writes it; the receiver is left out. */
export const transferShape = z.object({
  out_bill_no: z.string(),
  transfer_bill_no: z.string(),
  state: z.string(),
  mch_id: z.string().optional(),
  mchid: z.string().optional(),
  transfer_amount: z.int().positive().optional(),
  package_info: z.string().min(1).optional(),
  fail_reason: z.string().optional(),
  create_time: z.string().optional(),
  update_time: z.string().optional(),
});

/** Reads a transfer from a verified answer or notification; undefined when it is not one. */
export function readTransfer(given: unknown): Transfer | undefined {
  const parsed = transferShape.safeParse(given);
  if (!parsed.success) {
    return undefined;
  }
  const { data } = parsed;
  return {
    out_bill_no: data.out_bill_no,
    transfer_bill_no: data.transfer_bill_no,
    state: transferStateOf(data.state),
    mch_id: data.mch_id ?? data.mchid,
    amount_fen: data.transfer_amount === undefined ? undefined : BigInt(data.transfer_amount),
    package_info: data.package_info,
    fail_reason: data.fail_reason || undefined,
    created_at: data.create_time || undefined,
    updated_at: data.update_time || undefined,
  };
}

/** Transfers to people (商家转账), which the receiver confirms in WeChat. */
export class TransferBills {
  constructor(
    private readonly requests: SignedRequests,
    private readonly keys: TrustedKeys,
  ) {}

  /**
   * Asks for a transfer. After any failure query {@link findByOutBillNo} first; asking again under the same number
   * with the same parameters is safe, another number could pay twice.
   * @returns the transfer, with `package_info` for the page while it waits for its receiver
   */
  async create(request: TransferRequest): Promise<Transfer> {
    const answer = await this.requests.postJson(BILLS, {
      appid: request.app_id,
      out_bill_no: request.out_bill_no,
      transfer_scene_id: COMMISSION_SCENE,
      openid: request.openid,
      ...(request.user_name ? { user_name: await this.encrypted(request.user_name) } : {}),
      transfer_amount: fenNumber(request.amount_fen),
      transfer_remark: truncate(request.remark, REMARK_LIMIT),
      notify_url: request.notify_url,
      transfer_scene_report_infos: [
        { info_type: "岗位类型", info_content: truncate(request.position, REPORT_LIMIT) },
        { info_type: "报酬说明", info_content: truncate(request.reward, REPORT_LIMIT) },
      ],
    });
    return understood(`POST ${BILLS}`, readTransfer(answer));
  }

  /** Asks about a transfer by our number. @returns undefined when WeChat does not know it (or it is over 30 days old) */
  async findByOutBillNo(outBillNo: string): Promise<Transfer | undefined> {
    return await this.find("out-bill-no", outBillNo);
  }

  /** Asks about a transfer by WeChat's number. */
  async findByTransferBillNo(transferBillNo: string): Promise<Transfer | undefined> {
    return await this.find("transfer-bill-no", transferBillNo);
  }

  /** Begins to take a transfer back that nobody has confirmed; what became of it is known by asking later. */
  async cancel(outBillNo: string): Promise<void> {
    await this.requests.postJson(`${BILLS}/out-bill-no/${encodeURIComponent(outBillNo)}/cancel`);
  }

  private async find(by: "out-bill-no" | "transfer-bill-no", number: string): Promise<Transfer | undefined> {
    const path = `${BILLS}/${by}/${encodeURIComponent(number)}`;
    const answer = await absentIfNotFound(this.requests.getJson(path));
    return answer === undefined ? undefined : understood(`GET ${BILLS}/${by}/…`, readTransfer(answer));
  }

  private async encrypted(text: string): Promise<string> {
    await this.keys.ready();
    const key = this.keys.preferred();
    if (!key) {
      throw new WechatPayError({ failure: "unreachable", operation: `POST ${BILLS}`, reason: "no_key" });
    }
    return encryptField(text, key.key);
  }
}
