import { beijingTime } from "../pay/wechat-time.js";
import type { Transfer } from "../state/money-records.js";

/** What the request is answered with: the page's package only while the receiver is waited for. */
export function acceptedView(transfer: Transfer): Record<string, unknown> {
  return {
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    create_time: beijingTime(transfer.created_at),
    state: transfer.state,
    ...(transfer.state === "WAIT_USER_CONFIRM" ? { package_info: transfer.package_info } : {}),
  };
}

/** A transfer as a query shows it. */
export function transferView(transfer: Transfer): Record<string, unknown> {
  return {
    mch_id: transfer.mchid,
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    appid: transfer.appid,
    state: transfer.state,
    transfer_amount: transfer.transfer_amount,
    transfer_remark: transfer.transfer_remark,
    ...(transfer.fail_reason === undefined ? {} : { fail_reason: transfer.fail_reason }),
    openid: transfer.openid,
    create_time: beijingTime(transfer.created_at),
    update_time: beijingTime(transfer.updated_at),
  };
}

/** A cancellation's answer. */
export function cancellationView(transfer: Transfer): Record<string, unknown> {
  return {
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    state: transfer.state,
    update_time: beijingTime(transfer.updated_at),
  };
}

/** A finished transfer as its notification tells it. */
export function transferNotice(transfer: Transfer): Record<string, unknown> {
  return {
    out_bill_no: transfer.out_bill_no,
    transfer_bill_no: transfer.transfer_bill_no,
    state: transfer.state,
    mch_id: transfer.mchid,
    mchid: transfer.mchid,
    transfer_amount: transfer.transfer_amount,
    openid: transfer.openid,
    ...(transfer.fail_reason === undefined ? {} : { fail_reason: transfer.fail_reason }),
    create_time: beijingTime(transfer.created_at),
    update_time: beijingTime(transfer.updated_at),
  };
}
