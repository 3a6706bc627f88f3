import type {
  BankAccount,
  CorrectionCause,
  IdentityCorrection,
  IdentityStanding,
  MaskedIdentity,
  Payout,
  PayoutDetail,
  PayoutPage,
  PayoutQuote,
} from "./payout-types";
import { api } from "./shop-api";

const ME = "/store/distribution/me";

export const fetchIdentity = (): Promise<IdentityStanding> => api("GET", `${ME}/identity`);

/** Corrects what was told; once somebody was paid, the merchant decides and the correction waits. */
export const correctIdentity = (told: {
  cause: CorrectionCause;
  real_name: string;
  id_number: string;
  notice_version: string;
}): Promise<{ correction: IdentityCorrection | null }> =>
  api("POST", `${ME}/identity/corrections`, { body: { ...told, consent: true } });

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
