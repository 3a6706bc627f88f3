import { personalDataWorkflow } from "@tengman/plugin-kit";
import { WECHAT_TRANSFERS_MODULE } from "../modules/wechat-transfers";
import type { WechatTransfersService } from "../modules/wechat-transfers/service";

/** 会计档案管理办法, article 14 with its table: vouchers for thirty years. Nothing here is erased before. */
const erase = async (): Promise<void> => undefined;

/** What is kept of money that went to a customer. Payments of orders are told with the orders. */
export const wechatPayPersonalDataWorkflow = personalDataWorkflow("wechat-pay-personal-data", {
  erase,
  export: async ({ customer_id }, container) => {
    const transfers = await container
      .resolve<WechatTransfersService>(WECHAT_TRANSFERS_MODULE)
      .listWechatTransfers(
        { customer_id },
        { take: null, select: ["out_bill_no", "openid", "amount_fen", "state", "created_at", "ended_at"] },
      );
    return { transfers };
  },
  isUsed: async ({ customer_id }, container) => {
    const [transfer] = await container
      .resolve<WechatTransfersService>(WECHAT_TRANSFERS_MODULE)
      .listWechatTransfers({ customer_id }, { take: 1 });
    return transfer !== undefined;
  },
});
