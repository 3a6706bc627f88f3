import { Module } from "@medusajs/framework/utils";
import { WechatPayModuleService } from "./service";

/** The module's name in Medusa's container. */
export const WECHAT_PAY_MODULE = "wechat_pay";

export default Module(WECHAT_PAY_MODULE, { service: WechatPayModuleService });
