import { read, send } from "@tengman/admin-kit";

export interface PublishCheck {
  ready: boolean;
  findings: { id: string; state: "ok" | "missing"; title: string; law: string; remedy?: string }[];
}

export interface Disclosures {
  operator_name: string;
  complaint_phone: string;
  complaint_email: string;
  privacy_version: string;
  privacy_notice: string;
  return_policy: string;
}

export interface WordFinding {
  field: "title" | "subtitle" | "description";
  word: string;
  start: number;
  advice: string;
}

export interface FlaggedProduct {
  id: string;
  title: string;
  findings: WordFinding[];
}

/** What has to be there before the shop may open. */
export const fetchPublishCheck = async (): Promise<PublishCheck> =>
  (await read<{ publish_check: PublishCheck }>("/admin/mall/publish-check")).publish_check;

/** What shoppers read about the shop. */
export const fetchDisclosures = async (): Promise<Disclosures> =>
  (await read<{ disclosures: Disclosures }>("/admin/mall/disclosures")).disclosures;

/** Writes what shoppers read about the shop. */
export const saveDisclosures = (disclosures: Disclosures): Promise<unknown> =>
  send("/admin/mall/disclosures", disclosures);

/** Products on sale with words that may not stand in an advertisement. */
export const fetchFlaggedProducts = async (): Promise<FlaggedProduct[]> =>
  (await read<{ products: FlaggedProduct[] }>("/admin/mall/advertising-words")).products;

/** The words of one product that may not stand in an advertisement. */
export const fetchProductWords = async (id: string): Promise<WordFinding[]> =>
  (await read<{ findings: WordFinding[] }>(`/admin/mall/products/${id}/advertising-words`)).findings;
