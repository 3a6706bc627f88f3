import { api } from "./shop-api";

/** What the shop tells about itself; texts are empty until the merchant has written them. */
export interface Disclosures {
  operator_name: string;
  complaint_phone: string;
  complaint_email: string;
  privacy_version: string;
  privacy_notice: string;
  return_policy: string;
}

export const fetchDisclosures = async (): Promise<Disclosures> =>
  (await api<{ disclosures: Disclosures }>("GET", "/store/mall/disclosures")).disclosures;
