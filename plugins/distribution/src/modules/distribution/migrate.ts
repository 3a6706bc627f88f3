import type { ComplianceProfile } from "../../domain/plan/compliance";
import { type DatabaseAddress, ownerDataSource } from "./database/data-source";
import { Ledger1700000000000 } from "./migrations/1700000000000-ledger";
import { Maturation1700000100000 } from "./migrations/1700000100000-maturation";
import { Payouts1700000200000 } from "./migrations/1700000200000-payouts";
import { PlanTerms1700000300000 } from "./migrations/1700000300000-plan-terms";
import { FrozenRates1700000301000 } from "./migrations/1700000301000-frozen-rates";
import { Standing1700000400000 } from "./migrations/1700000400000-standing";
import { BindingChanges1700000401000 } from "./migrations/1700000401000-binding-changes";
import { Joining1700000402000 } from "./migrations/1700000402000-joining";
import { Grades1700000403000 } from "./migrations/1700000403000-grades";
import { Books1700000500000 } from "./migrations/1700000500000-books";
import { PostingOrder1700000501000 } from "./migrations/1700000501000-posting-order";
import { Risk1700000600000 } from "./migrations/1700000600000-risk";
import { Erasure1700000601000 } from "./migrations/1700000601000-erasure";
import { ReferralTree1700000700000 } from "./migrations/1700000700000-referral-tree";
import { EarningsRollup1700000701000 } from "./migrations/1700000701000-earnings-rollup";
import { PayoutFees1700001100000 } from "./migrations/1700001100000-payout-fees";
import { PayoutReminders1700001400000 } from "./migrations/1700001400000-payout-reminders";
import { Guesses1700001450000 } from "./migrations/1700001450000-guesses";
import { LeanAccruals1700001510000 } from "./migrations/1700001510000-lean-accruals";
import { SelfPurchase1700001550000 } from "./migrations/1700001550000-self-purchase";
import { Identities1700001551000 } from "./migrations/1700001551000-identities";
import { BalancesAsLocked1700001600000 } from "./migrations/1700001600000-balances-as-locked";
import { Upline1700001700000 } from "./migrations/1700001700000-upline";
import { OwnAccruals1700001701000 } from "./migrations/1700001701000-own-accruals";
import { BalancesUntil1700001702000 } from "./migrations/1700001702000-balances-until";
import { RefundedLines1700002100000 } from "./migrations/1700002100000-refunded-lines";
import { OrderAdditions1700002150000 } from "./migrations/1700002150000-order-additions";
import { LongChains1700002160000 } from "./migrations/1700002160000-long-chains";
import { AmendedOrders1700002200000 } from "./migrations/1700002200000-amended-orders";
import { UnitCosts1700002300000 } from "./migrations/1700002300000-unit-costs";
import { Forgone1700002310000 } from "./migrations/1700002310000-forgone";
import { writeProfile } from "./plan/compliance-store";

/** Every migration, oldest first. */
const MIGRATIONS = [
  Ledger1700000000000,
  Maturation1700000100000,
  Payouts1700000200000,
  PlanTerms1700000300000,
  FrozenRates1700000301000,
  Standing1700000400000,
  BindingChanges1700000401000,
  Joining1700000402000,
  Grades1700000403000,
  Books1700000500000,
  PostingOrder1700000501000,
  Risk1700000600000,
  Erasure1700000601000,
  ReferralTree1700000700000,
  EarningsRollup1700000701000,
  PayoutFees1700001100000,
  PayoutReminders1700001400000,
  Guesses1700001450000,
  LeanAccruals1700001510000,
  SelfPurchase1700001550000,
  Identities1700001551000,
  BalancesAsLocked1700001600000,
  Upline1700001700000,
  OwnAccruals1700001701000,
  BalancesUntil1700001702000,
  RefundedLines1700002100000,
  OrderAdditions1700002150000,
  LongChains1700002160000,
  AmendedOrders1700002200000,
  UnitCosts1700002300000,
  Forgone1700002310000,
];

/**
 * Brings the schema up to date and writes the compliance profile, as the database's owner: the service's role may
 * write neither.
 * @returns the migrations that ran
 */
export async function migrateUp(
  address: DatabaseAddress,
  profile: ComplianceProfile,
): Promise<{ name: string }[]> {
  const source = await ownerDataSource(address, MIGRATIONS).initialize();
  try {
    // The migrations' own table lives in the schema, so the schema comes before any migration.
    await source.query(`create schema if not exists distribution`);
    const ran = await source.runMigrations();
    await writeProfile(source.manager, profile);
    return ran.map(({ name }) => ({ name }));
  } finally {
    await source.destroy();
  }
}

/** Takes the last migration back. */
export async function migrateDown(address: DatabaseAddress): Promise<void> {
  const source = await ownerDataSource(address, MIGRATIONS).initialize();
  try {
    await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
}
