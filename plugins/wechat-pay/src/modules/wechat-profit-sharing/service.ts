import { MedusaService } from "@medusajs/framework/utils";
import type { ProfitSharing } from "../../client/profit-sharing";
import { openWechatPayClient, readWechatPayOptions, type WechatPayOptions } from "../../options";
import { WechatShare } from "./models/wechat-share";
import { WechatShareReceiver } from "./models/wechat-share-receiver";

/** Which companies receive parts of payments, and what became of every part. */
export class WechatProfitSharingService extends MedusaService({ WechatShare, WechatShareReceiver }) {
  /** Speaks to WeChat. */
  readonly sharing: ProfitSharing;
  /** How much of a payment may be shared; undefined while the shop shares nothing. */
  readonly limit_bps: number | undefined;

  constructor(container: Record<string, unknown>, options: WechatPayOptions) {
    super(container, options);
    const checked = readWechatPayOptions(options);
    this.sharing = openWechatPayClient(checked).sharing;
    this.limit_bps = checked.profit_sharing?.limit_bps;
  }
}
