import { defineStore } from "pinia";
import { fetchMe, revokeSession } from "@/api/account";
import type { Customer } from "@/api/account-types";
import { fetchDistributionMe } from "@/api/distribution";
import type { DistributionMe } from "@/api/distributor-types";
import { closeCheckout } from "@/checkout/selection";
import { forgetToken, readToken } from "@/session/token";
import { useCart } from "./cart";

let standingAsked: Promise<DistributionMe> | undefined;

/** Who is shopping, and whether they distribute. */
export const useSession = defineStore("session", {
  state: (): { customer: Customer | undefined; distribution: DistributionMe | undefined } => ({
    customer: undefined,
    distribution: undefined,
  }),
  getters: {
    isDistributor: (state) => state.distribution?.distributor?.status === "active",
    nickname: (state) => state.customer?.first_name ?? state.customer?.metadata?.wechat?.nickname ?? "",
    avatarUrl: (state) => state.customer?.metadata?.wechat?.avatar_url ?? "",
  },
  actions: {
    async loadCustomer(): Promise<Customer> {
      this.customer = await fetchMe();
      return this.customer;
    },
    /** The shopper's standing as a distributor; asked again only when `fresh`. */
    async loadDistribution(fresh = false): Promise<DistributionMe> {
      if (this.distribution !== undefined && !fresh) return this.distribution;
      // A page's parts ask at the same moment; one question serves them all.
      standingAsked ??= fetchDistributionMe().finally(() => {
        standingAsked = undefined;
      });
      this.distribution = await standingAsked;
      return this.distribution;
    },
    /** Ends the log-in here at once, and at the server: a token somebody copied must not outlive it. */
    logOut() {
      const token = readToken();
      // Without a network the token is forgotten all the same; it then ends by its own time.
      if (token !== undefined) revokeSession(token).catch(() => undefined);
      forgetToken();
      this.customer = undefined;
      this.distribution = undefined;
      // What the person had in mind to buy is theirs, not the next one's on this phone.
      useCart().forget();
      closeCheckout();
    },
  },
});
