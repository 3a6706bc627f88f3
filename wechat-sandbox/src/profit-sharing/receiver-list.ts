import type { OrderBook } from "../pay/order-book.js";
import { invalidRequest, PayRefusal, parameterError } from "../pay/pay-refusal.js";
import { realName } from "../people/people.js";
import type { ShareReceiver } from "../state/money-records.js";
import type { SandboxState } from "../state/state.js";
import type { AddReceiverRequest, DeleteReceiverRequest } from "./share-shapes.js";

const MERCHANT_NUMBER = /^\d{8,10}$/;

/** Whom the merchant may share with. */
export class ReceiverList {
  constructor(
    private readonly state: SandboxState,
    private readonly orders: OrderBook,
  ) {}

  /**
   * Adds a receiver; adding again changes the relation.
   * @param request with the name decrypted.
   * @throws PayRefusal for an account nobody has, a merchant without a name, a person with another one.
   */
  add(request: AddReceiverRequest): ShareReceiver {
    this.orders.checkApp(request.appid);
    if (request.type === "MERCHANT_ID") {
      if (!MERCHANT_NUMBER.test(request.account)) throw parameterError("/account", "is no merchant number");
      if (request.name === undefined) throw parameterError("/name", "is required for a merchant");
    } else {
      const person = this.orders.personAt(request.appid, request.account);
      if (person === undefined) throw parameterError("/account", "无效的openid");
      if (request.name !== undefined && request.name !== realName(person)) {
        throw invalidRequest("分账接收方姓名与实名不匹配");
      }
    }
    const receiver: ShareReceiver = {
      appid: request.appid,
      type: request.type,
      account: request.account,
      relation_type: request.relation_type,
      ...(request.custom_relation === undefined ? {} : { custom_relation: request.custom_relation }),
      ...(request.name === undefined ? {} : { name: request.name }),
    };
    this.state.share_receivers = [...this.without(receiver), receiver];
    return receiver;
  }

  /** @throws PayRefusal 404 RESOURCE_NOT_EXISTS */
  remove(request: DeleteReceiverRequest): void {
    this.orders.checkApp(request.appid);
    if (!this.has(request)) throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "分账接收方不存在");
    this.state.share_receivers = this.without(request);
  }

  /** Whether somebody has been added. A merchant is the same at every app. */
  has(asked: Pick<ShareReceiver, "appid" | "type" | "account">): boolean {
    return this.state.share_receivers.some((receiver) => isSame(receiver, asked));
  }

  private without(asked: Pick<ShareReceiver, "appid" | "type" | "account">): ShareReceiver[] {
    return this.state.share_receivers.filter((receiver) => !isSame(receiver, asked));
  }
}

function isSame(
  one: Pick<ShareReceiver, "appid" | "type" | "account">,
  other: Pick<ShareReceiver, "appid" | "type" | "account">,
): boolean {
  return (
    one.type === other.type &&
    one.account === other.account &&
    (one.type === "MERCHANT_ID" || one.appid === other.appid)
  );
}
