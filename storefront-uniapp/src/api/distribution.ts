import type {
  CommissionPage,
  CommissionState,
  DayEarnings,
  GoodsCommission,
  Program,
  Ranking,
  TeamPage,
} from "./commission-types";
import type { DistributionMe, Distributor } from "./distributor-types";
import type { Binding, BindingPreview, ShareTarget, ShareToken } from "./referral-types";
import { api } from "./shop-api";

export const fetchProgram = async (): Promise<Program> =>
  (await api<{ program: Program }>("GET", "/store/distribution/program")).program;

export const fetchDistributionMe = (): Promise<DistributionMe> => api("GET", "/store/distribution/me");

export const joinProgram = async (wanted: {
  agreementVersion: string;
  displayName: string;
  invitationCode: string;
}): Promise<Distributor> =>
  (
    await api<{ distributor: Distributor }>("POST", "/store/distribution/me", {
      body: {
        agreement_version: wanted.agreementVersion,
        ...(wanted.displayName === "" ? {} : { display_name: wanted.displayName }),
        ...(wanted.invitationCode === "" ? {} : { invitation_code: wanted.invitationCode }),
      },
    })
  ).distributor;

export const acceptAgreement = (agreementVersion: string): Promise<unknown> =>
  api("POST", "/store/distribution/me/agreement", { body: { agreement_version: agreementVersion } });

export const askToBeUnbound = (reason: string): Promise<unknown> =>
  api("POST", "/store/distribution/bindings/unbind-requests", { body: { reason } });

export const createShareToken = async (target: ShareTarget): Promise<ShareToken> =>
  (await api<{ share_token: ShareToken }>("POST", "/store/distribution/share-tokens", { body: { target } }))
    .share_token;

export const previewBinding = (shareToken: string): Promise<BindingPreview> =>
  api("GET", "/store/distribution/bindings/preview", { query: { share_token: shareToken } });

export const acceptBinding = async (shareToken: string): Promise<Binding> =>
  (
    await api<{ binding: Binding }>("POST", "/store/distribution/bindings", {
      body: { share_token: shareToken },
    })
  ).binding;

export const fetchCommissions = (query: {
  state?: CommissionState;
  limit?: number;
  cursor?: string;
}): Promise<CommissionPage> => api("GET", "/store/distribution/me/orders", { query });

export const fetchTeam = (query: { level: number; limit?: number; cursor?: string }): Promise<TeamPage> =>
  api("GET", "/store/distribution/me/team", { query });

export const fetchDaily = async (days: number): Promise<DayEarnings[]> =>
  (await api<{ days: DayEarnings[] }>("GET", "/store/distribution/me/daily", { query: { days } })).days;

export const fetchRanking = (): Promise<Ranking> => api("GET", "/store/distribution/me/ranking");

export const fetchGoodsCommissions = async (productIds: readonly string[]): Promise<GoodsCommission[]> =>
  productIds.length === 0
    ? []
    : (
        await api<{ goods: GoodsCommission[] }>("GET", "/store/distribution/me/goods", {
          query: { product_ids: productIds.join(",") },
        })
      ).goods;
