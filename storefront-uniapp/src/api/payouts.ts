import type {
  BankAccount,
  MaskedIdentity,
  Payout,
  PayoutDetail,
  PayoutPage,
  PayoutQuote,
} from "./payout-types";
import { api } from "./shop-api";

const ME = "/store/distribution/me";

export const fetchIdentity = async (): Promise<MaskedIdentity | null> =>
  (await api<{ identity: MaskedIdentity | null }>("GET", `${ME}/identity`)).identity;

export const tellIdentity = async (told: {
  real_name: string;
  id_number: string;
  notice_version: string;
}): Promise<MaskedIdentity> =>
  (
    await api<{ identity: MaskedIdentity }>("POST", `${ME}/identity`, {
      body: { ...told, consent: true },
    })
  ).identity;

export const fetchPayouts = (query: { limit?: number; cursor?: string }): Promise<PayoutPage> =>
  api("GET", `${ME}/payouts`, { query });

export const fetchPayoutQuote = async (amountFen: string): Promise<PayoutQuote> =>
  (await api<{ quote: PayoutQuote }>("GET", `${ME}/payout-quote`, { query: { amount_fen: amountFen } }))
    .quote;

export const requestPayout = async (wanted: {
  amount_fen: string;
  idempotency_key: string;
  payee?: BankAccount;
}): Promise<Payout> => (await api<{ payout: Payout }>("POST", `${ME}/payouts`, { body: wanted })).payout;

export const fetchPayout = async (id: string): Promise<PayoutDetail> =>
  (await api<{ payout: PayoutDetail }>("GET", `${ME}/payouts/${encodeURIComponent(id)}`)).payout;

export const cancelPayout = async (id: string): Promise<PayoutDetail> =>
  (await api<{ payout: PayoutDetail }>("POST", `${ME}/payouts/${encodeURIComponent(id)}/cancel`)).payout;
