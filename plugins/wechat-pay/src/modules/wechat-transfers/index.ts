import { Module } from "@medusajs/framework/utils";
import { WechatTransfersService } from "./service";

/** The module's name in Medusa's container, and what a shop gives distribution as `payout_provider`. */
export const WECHAT_TRANSFERS_MODULE = "wechat_transfers";

export default Module(WECHAT_TRANSFERS_MODULE, { service: WechatTransfersService });
