import type { Customer, JsSdkConfig } from "./account-types";
import type { Address } from "./order-types";
import { api } from "./shop-api";

export const beginWechatLogIn = (body: {
  callback_url: string;
  page_session: string;
  scope: "snsapi_userinfo" | "snsapi_base";
}): Promise<{ location: string }> => api("POST", "/auth/customer/wechat", { body });

export const finishWechatLogIn = (body: {
  code: string;
  state: string;
  page_secret: string;
}): Promise<{ token: string }> => api("POST", "/auth/customer/wechat/callback", { body });

/** Finds or creates the customer of a WeChat identity; the answer's token acts for that customer. */
export const claimWechatCustomer = (token: string): Promise<{ customer: Customer; token: string }> =>
  api("POST", "/store/wechat/customers", { body: {}, token });

/** Logs the person out on every device. */
export const revokeSession = (token: string): Promise<unknown> =>
  api("POST", "/store/mall/session/revoke", { body: {}, token });

export const fetchMe = async (): Promise<Customer> =>
  (
    await api<{ customer: Customer }>("GET", "/store/customers/me", {
      query: { fields: "id,first_name,metadata" },
    })
  ).customer;

export const fetchJsSdkConfig = (url: string): Promise<JsSdkConfig> =>
  api("GET", "/store/wechat/js-sdk-config", { query: { url } });

/** An address in the customer's book, with Medusa's id. */
export interface SavedAddress extends Address {
  id: string;
  is_default: boolean;
}

/** Medusa's own address: the district is kept in `address_2`, the recipient's name in `first_name`. */
interface MedusaAddress {
  id: string;
  first_name: string | null;
  phone: string | null;
  province: string | null;
  city: string | null;
  address_1: string | null;
  address_2: string | null;
  postal_code: string | null;
  is_default_shipping: boolean;
}

const ADDRESSES = "/store/customers/me/addresses";

export async function fetchAddresses(): Promise<SavedAddress[]> {
  const answer = await api<{ addresses: MedusaAddress[] }>("GET", ADDRESSES, { query: { limit: 50 } });
  return answer.addresses
    .map(fromMedusa)
    .sort((one, other) => Number(other.is_default) - Number(one.is_default));
}

/** Saves a new address, or changes the one with that id. */
export async function saveAddress(address: Address, isDefault: boolean, id?: string): Promise<void> {
  const path = id === undefined ? ADDRESSES : `${ADDRESSES}/${encodeURIComponent(id)}`;
  await api("POST", path, { body: toMedusa(address, isDefault) });
}

export async function deleteAddress(id: string): Promise<void> {
  await api("DELETE", `${ADDRESSES}/${encodeURIComponent(id)}`);
}

function fromMedusa(address: MedusaAddress): SavedAddress {
  return {
    id: address.id,
    full_name: address.first_name ?? "",
    phone: address.phone ?? "",
    province: address.province ?? "",
    city: address.city ?? "",
    district: address.address_2 ?? "",
    address_1: address.address_1 ?? "",
    ...(address.postal_code ? { postal_code: address.postal_code } : {}),
    is_default: address.is_default_shipping,
  };
}

function toMedusa(address: Address, isDefault: boolean): Record<string, unknown> {
  return {
    first_name: address.full_name,
    phone: address.phone,
    province: address.province,
    city: address.city,
    address_1: address.address_1,
    address_2: address.district,
    country_code: "cn",
    is_default_shipping: isDefault,
  };
}
