import { MedusaService } from "@medusajs/framework/utils";
import { OfficialAccountClient } from "../../client/official-account-client.js";
import { type OfficialAccountOptions, readOptions } from "../../options.js";
import { WechatIdentity } from "./models/wechat-identity.js";

/** Keeps which customer a WeChat person is, and holds the configured client. */
export class OfficialAccountModuleService extends MedusaService({ WechatIdentity }) {
  readonly client: OfficialAccountClient;
  private readonly options: OfficialAccountOptions;

  constructor(cradle: Record<string, unknown>, options: unknown) {
    super(cradle, options);
    this.options = readOptions(options);
    this.client = new OfficialAccountClient(this.options);
  }

  /** The account the shop runs on. */
  get app_id(): string {
    return this.options.app_id;
  }

  /** The customer that a person was when they were last here; null for a stranger. */
  async customerOf({ app_id, openid }: { app_id: string; openid: string }): Promise<string | null> {
    const [known] = await this.listWechatIdentities({ app_id, openid }, { take: 1 });
    return known?.customer_id ?? null;
  }

  /** Hosts, with their port where it is not the usual one, whose pages belong to the shop. */
  get allowed_hosts(): readonly string[] {
    return this.options.allowed_hosts;
  }
}
