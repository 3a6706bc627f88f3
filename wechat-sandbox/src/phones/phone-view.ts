import type { MenuButton } from "../official-account/account-state.js";
import type { Message, SavedPicture } from "../state/state.js";

/** Somebody as the phones show one. */
export interface PersonView {
  openid: string;
  nickname: string;
  wechat_id: string;
}

/** What a phone's page is drawn from. */
export interface PhoneView {
  person: PersonView;
  people: PersonView[];
  account: { name: string; menu: MenuButton[]; is_followed: boolean };
  merchant_name: string;
  shop_origin: string;
  /** Where this phone's web view is, while it has one. */
  web_view_origin: string | null;
  web_view_origins: string[];
  /** What is in the wallet, fen. */
  wallet: number;
  /** Whether the shop knows who holds this phone. */
  is_logged_in: boolean;
  messages: Message[];
  pictures: Pick<SavedPicture, "id" | "at">[];
}

/** What a sheet shows that asks for a payment. */
export interface PaymentView {
  prepay_id: string;
  /** Fen. */
  total: number;
  description: string;
  merchant_name: string;
}

/** What the page shows that asks its reader to accept a transfer. */
export interface TransferView {
  /** Fen. */
  amount: number;
  remark: string;
  perception: string;
  merchant_name: string;
}
