import type { CustomerDTO } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { personOf, type WechatPerson } from "../../domain/wechat-person.js";
import { OFFICIAL_ACCOUNT_MODULE } from "../../modules/official-account/index.js";
import type { OfficialAccountModuleService } from "../../modules/official-account/service.js";
import { WECHAT_PROVIDER } from "../wechat-provider.js";

export interface KnownPerson {
  person: WechatPerson;
  /** The customer that the person is, deleted or not; null when there is no such row. */
  customer: CustomerDTO | null;
  /** The id of the person's customer when its row is gone: a new row takes it over. */
  gone_customer_id: string | null;
}

/**
 * Reads the WeChat person an auth identity stands for, and the customer that they are. The log-in says which; one that
 * was made anew, because the old one was deleted, says nothing, and then our own record of the person does. Orders,
 * referrals and money belong to a customer's id, so a person keeps theirs whatever was deleted.
 */
export const readWechatPersonStep = createStep(
  "read-wechat-person",
  async (input: { auth_identity_id: string }, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const identity = await auth.retrieveAuthIdentity(input.auth_identity_id, {
      relations: ["provider_identities"],
    });
    const of_wechat = identity.provider_identities?.find(({ provider }) => provider === WECHAT_PROVIDER);
    const person = of_wechat && personOf(of_wechat);
    if (!person) throw new MedusaError(MedusaError.Types.UNAUTHORIZED, "wechat_identity_missing");
    const claimed = identity.app_metadata?.customer_id;
    const account: OfficialAccountModuleService = container.resolve(OFFICIAL_ACCOUNT_MODULE);
    const customer_id = typeof claimed === "string" ? claimed : await account.customerOf(person);
    if (customer_id === null) {
      return new StepResponse<KnownPerson>({ person, customer: null, gone_customer_id: null });
    }
    const [customer = null] = await container
      .resolve(Modules.CUSTOMER)
      .listCustomers({ id: customer_id }, { withDeleted: true });
    return new StepResponse<KnownPerson>({
      person,
      customer,
      gone_customer_id: customer ? null : customer_id,
    });
  },
);
