import type { PayoutProvider } from "../../payout-provider";

/** The name by which the option `payout_provider` asks for it. */
export const MANUAL_PAYOUTS = "manual";

/** A merchant who transfers from their own bank: nobody but them knows how far it is, until they mark it. */
export const manualPayouts: PayoutProvider = {
  is_manual: true,
  destination: null,
  transfer: async () => ({ state: "waiting" }),
};
