import type { CustomerDTO } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { personOf, type WechatPerson } from "../../domain/wechat-person.js";
import { WECHAT_PROVIDER } from "../wechat-provider.js";

export interface KnownPerson {
  person: WechatPerson;
  customer: CustomerDTO | null;
}

/** Reads the WeChat person an auth identity stands for, and the customer it acts for if there is one. */
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
    const customer_id = identity.app_metadata?.customer_id;
    const customer =
      typeof customer_id === "string"
        ? await container.resolve(Modules.CUSTOMER).retrieveCustomer(customer_id)
        : null;
    return new StepResponse<KnownPerson>({ person, customer });
  },
);
