import type { AdminGrants, Operations } from "@tengman/plugin-kit";
import type { DataSource } from "typeorm";
import { encryptorOf } from "./identity/encryptor";
import { IdentityService } from "./identity/service";
import { IntakeService } from "./intake/service";
import { LedgerService } from "./ledger/service";
import { type DistributionOptions, readOptions, ringOf } from "./options";
import type { PayoutSettings } from "./payout/payout";
import { PayoutService } from "./payout/service";
import { PlanService } from "./plan/service";
import { ReferralService } from "./referral/service";
import { RiskService } from "./risk/service";
import { EffectService } from "./statement/effect-service";
import { StatementService } from "./statement/service";

/** The module's door: its subjects. Every write is a transaction of its own, and `now` is always the caller's. */
export class DistributionModuleService {
  readonly #source: DataSource;
  readonly ledger: LedgerService;
  readonly intake: IntakeService;
  readonly referrals: ReferralService;
  readonly plans: PlanService;
  readonly payouts: PayoutService;
  readonly identities: IdentityService;
  readonly risk: RiskService;
  readonly statements: StatementService;
  /** The port by which a plugin that reports asks what distribution brought (its option names the module). */
  readonly effect: EffectService;
  /** Who may what at the merchant's; null while nothing is configured. */
  readonly adminGrants: AdminGrants | null;

  constructor({ distributionDataSource: source }: { distributionDataSource: DataSource }, options: unknown) {
    const read = readOptions(options);
    const payouts = payoutSettings(read);
    const ring = ringOf(read);
    this.#source = source;
    this.ledger = new LedgerService(source);
    this.intake = new IntakeService(source);
    this.referrals = new ReferralService(source, read);
    this.plans = new PlanService(source);
    this.payouts = new PayoutService(source, payouts);
    this.identities = new IdentityService(source, payouts?.sealer ?? null);
    this.risk = new RiskService(source, read, ring && encryptorOf(ring));
    this.statements = new StatementService(source);
    this.effect = new EffectService(source);
    this.adminGrants = read.admin_permissions ?? null;
  }

  /** The port by which a plugin that pays asks what was promised (its option names the module). */
  get transfers(): Pick<PayoutService, "bookedTransfers"> {
    return this.payouts;
  }

  /** What operators watch; the server asks every module for it. */
  get operations(): Operations {
    return this.ledger.operations;
  }

  /** Medusa calls this when the application ends. */
  __hooks = {
    onApplicationShutdown: async (): Promise<void> => {
      if (this.#source.isInitialized) {
        await this.#source.destroy();
      }
    },
  };
}

/** How the shop pays out; null unless both a provider and a key for identities are configured. */
function payoutSettings(options: DistributionOptions): PayoutSettings | null {
  const { payout_provider, payout_limits, tax_policy } = options;
  const ring = ringOf(options);
  if (!payout_provider || !ring) {
    return null;
  }
  return { provider: payout_provider, sealer: encryptorOf(ring), limits: payout_limits, tax_policy };
}
