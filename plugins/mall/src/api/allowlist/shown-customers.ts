import { type Fields, fields } from "../../domain/answer-fields";
import type { Answer } from "../../domain/route-allowlist";
import { listOf } from "./list-answer";

const ADDRESS = fields(
  `id address_name company customer_id first_name last_name address_1 address_2 city province postal_code country_code
   phone is_default_shipping is_default_billing created_at updated_at`,
);

const ENTITY: Fields = fields(
  `id email company_name first_name last_name phone has_account default_shipping_address_id
   default_billing_address_id created_at updated_at deleted_at`,
  {
    addresses: ADDRESS,
    // The name and the picture are the shopper's own, from WeChat; what else stands beside them is the merchant's.
    metadata: { wechat: fields("nickname avatar_url") },
  },
);

export const CUSTOMER: Answer = { entity: ENTITY, body: { customer: ENTITY } };
export const ONE_ADDRESS: Answer = { entity: ADDRESS, body: { address: ADDRESS } };
export const ADDRESSES: Answer = listOf("addresses", ADDRESS);
export const ADDRESS_DELETED: Answer = {
  entity: ENTITY,
  body: fields("id object deleted", { parent: ENTITY }),
};
