import { Module } from "@medusajs/framework/utils";
import { WechatProfitSharingService } from "./service";

/** The module's name in Medusa's container. */
export const WECHAT_PROFIT_SHARING_MODULE = "wechat_profit_sharing";

export default Module(WECHAT_PROFIT_SHARING_MODULE, { service: WechatProfitSharingService });
