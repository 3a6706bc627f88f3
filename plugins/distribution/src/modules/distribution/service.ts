import type { AdminGrants } from "@tengman/plugin-kit";
import type { DataSource, EntityManager } from "typeorm";
import { type Refused, refused } from "../../domain/errors";
import type { Plan } from "../../domain/plan/plan";
import { type AuditRow, listAudit } from "./database/audit-list-store";
import { inTransaction } from "./database/transaction";
import { encryptorOf } from "./identity/encryptor";
import { ErasureService } from "./identity/erasure-service";
import { isErased } from "./identity/erasure-store";
import { IdentityService } from "./identity/identities-service";
import { type SubmitIdentity, submitIdentity } from "./identity/identity";
import { listAccruals, readOrderCommissions } from "./intake/accrual-store";
import { AdditionService } from "./intake/additions-service";
import { listDistributionOrders } from "./intake/distribution-order-store";
import { deleteFrozenOrder, findFrozenOrderIds } from "./intake/frozen-order-store";
import { type Ingestion, ingestTogether } from "./intake/ingestion";
import {
  findProcessedIds,
  type IntakeKind,
  type MoneyKind,
  type ProcessedMoney,
  readWatermark,
  writeWatermark,
} from "./intake/intake-store";
import { type MatureBatch, type MaturedBatch, matureBatch, recordReceipts } from "./intake/maturation";
import { findReceivedIds, type Receipt } from "./intake/maturation-store";
import { MicroBatcher } from "./intake/micro-batcher";
import { type CreatedOrder, freezeOrder } from "./intake/order-freeze";
import { type Earnings, readEarnings } from "./ledger/balance-store";
import { LedgerService } from "./ledger/ledger-service";
import { type DistributionOptions, readOptions, ringOf } from "./options";
import { exportBankTransfers } from "./payout/bank-transfer";
import {
  approvePayout,
  type EndTransfer,
  endTransfer,
  type PayoutSettings,
  payoutOrder,
  type RequestPayout,
  type ReviewPayout,
  rejectPayout,
  requestPayout,
  revealPayee,
} from "./payout/payout";
import { PayoutQueries } from "./payout/payout-queries";
import { findPayout, findTransferring, listPayouts, type PayoutRow } from "./payout/payout-store";
import { TaxService } from "./payout/tax-service";
import { listAcknowledgements } from "./plan/compliance-store";
import { GradeService } from "./plan/grades-service";
import { type Acknowledge, acknowledge, effectivePlan, type PublishPlan, publishPlan } from "./plan/plan";
import { PlanService } from "./plan/plan-service";
import { listPlans } from "./plan/plan-store";
import { type BindReferral, type BindResult, bindReferral, previewBinding } from "./referral/binding";
import { findBindingInForce } from "./referral/binding-store";
import { BindingService } from "./referral/bindings-service";
import { findDistributor, findDistributorIds, findDistributorOfCustomer } from "./referral/distributor-store";
import { DistributorService } from "./referral/distributors-service";
import { type JoinProgram, type JoinResult, joinProgram } from "./referral/joining";
import { JoiningService } from "./referral/joining-service";
import type { BindingRow, DistributorRow } from "./referral/people.entity";
import { type IssueShareToken, issueShareToken, revokeOwnShareToken } from "./referral/share-token";
import { TeamService } from "./referral/team-service";
import { RateLimitService } from "./risk/rate-limit-service";
import { RiskService } from "./risk/risk-service";
import { StatementService } from "./statement/statement-service";

/** A write without the fields that the service adds itself. */
type Without<T, Key extends keyof T> = Omit<T, Key>;

// Beyond, a batch gets no faster and locks for longer; a second one keeps the database busy while the first is answered.
const SETTLED_TOGETHER = { most: 256, lanes: 2 };

/** The ledger's one door: every write is a transaction of its own, and `now` is always the caller's. */
export class DistributionModuleService {
  readonly #source: DataSource;
  readonly #options: DistributionOptions;
  readonly #desk: PayoutSettings | null;
  /** Payouts by their owners and outward numbers. */
  readonly transfers: PayoutQueries;
  /** Manual changes of bindings, and what merchants see of bindings. */
  readonly bindings: BindingService;
  /** Grades and how people come by them. */
  readonly grades: GradeService;
  /** Invitations, and agreements accepted after joining. */
  readonly joining: JoiningService;
  /** Decisions about distributors. */
  readonly distributors: DistributorService;
  /** Accounts, transfers and the verification of the whole. */
  readonly ledger: LedgerService;
  /** What was paid and withheld, for the return. */
  readonly taxes: TaxService;
  /** Entries, statements, and the closing of months. */
  readonly statements: StatementService;
  readonly #settling: MicroBatcher<readonly ProcessedMoney[], Ingestion>;
  /** Whom distributors invited and what they earned beside others. */
  readonly team: TeamService;
  /** Drafts tried on past orders. */
  readonly plans: PlanService;
  /** What accounts share, and the cases that come of it. */
  readonly risk: RiskService;
  /** What people may ask about themselves. */
  readonly erasure: ErasureService;
  /** Who distributors are, and corrections of that. */
  readonly identities: IdentityService;
  /** Stops whoever tries codes. */
  readonly guesses: RateLimitService;
  /** What is added to orders. */
  readonly additions: AdditionService;

  constructor({ distributionDataSource }: { distributionDataSource: DataSource }, options: unknown) {
    this.#source = distributionDataSource;
    this.#options = readOptions(options);
    this.#desk = deskOf(this.#options);
    this.transfers = new PayoutQueries(distributionDataSource);
    this.plans = new PlanService(distributionDataSource);
    this.additions = new AdditionService(distributionDataSource);
    this.bindings = new BindingService(distributionDataSource);
    this.grades = new GradeService(distributionDataSource);
    this.joining = new JoiningService(distributionDataSource);
    this.distributors = new DistributorService(distributionDataSource);
    this.ledger = new LedgerService(distributionDataSource);
    this.taxes = new TaxService(distributionDataSource, this.#desk?.sealer ?? null);
    this.statements = new StatementService(distributionDataSource);
    this.#settling = new MicroBatcher(
      (callers) => this.#write((manager) => ingestTogether(manager, callers)),
      SETTLED_TOGETHER,
    );
    this.team = new TeamService(distributionDataSource);
    this.erasure = new ErasureService(distributionDataSource);
    this.identities = new IdentityService(distributionDataSource, this.#desk?.sealer ?? null);
    const ring = ringOf(this.#options);
    const marks = ring && encryptorOf(ring);
    this.risk = new RiskService(distributionDataSource, this.#options, marks);
    this.guesses = new RateLimitService(distributionDataSource, marks);
  }

  /** Medusa calls this when the application ends. */
  __hooks = {
    onApplicationShutdown: async (): Promise<void> => {
      if (this.#source.isInitialized) await this.#source.destroy();
    },
  };

  #write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return inTransaction(this.#source, work);
  }

  get #read(): EntityManager {
    return this.#source.manager;
  }

  /** Who may what at the merchant's; null while nothing is configured. */
  get adminGrants(): AdminGrants | null {
    return this.#options.admin_permissions ?? null;
  }

  /** Which fields of a log-in name a person across accounts. */
  get personFields(): readonly string[] {
    return this.#options.person_fields;
  }

  /** The audit trail, latest first. */
  listAudit(wanted: Parameters<typeof listAudit>[1]): Promise<AuditRow[]> {
    return listAudit(this.#read, wanted);
  }

  /** Records an acknowledgement of the merchant's. */
  acknowledge(input: Acknowledge) {
    return this.#write((manager) => acknowledge(manager, input));
  }

  /** What was acknowledged so far. */
  acknowledgements() {
    return listAcknowledgements(this.#read);
  }

  /** Publishes a plan draft as the next version. */
  publishPlan(input: PublishPlan) {
    return this.#write((manager) => publishPlan(manager, input));
  }

  /** The plan in force at `now`, cut to the tiers allowed today; null before the first has begun. */
  effectivePlan(now: Date): Promise<Plan | null> {
    return effectivePlan(this.#read, now);
  }

  /** Published plans, newest first. */
  listPlans(limit: number): Promise<Plan[]> {
    return listPlans(this.#read, limit);
  }

  /** Makes a customer a distributor. */
  joinProgram(input: JoinProgram): Promise<JoinResult> {
    return this.#write((manager) => joinProgram(manager, input));
  }

  /** The distributor a customer is, if any. */
  async distributorOfCustomer(customer_id: string): Promise<DistributorRow | null> {
    const row = await findDistributorOfCustomer(this.#read, customer_id);
    // Whoever closed their account for good is nobody here any more.
    return row?.status === "closed" && (await isErased(this.#read, row.id)) ? null : row;
  }

  /** A distributor by id. */
  distributor(id: string): Promise<DistributorRow | null> {
    return findDistributor(this.#read, id);
  }

  /** Gives a distributor a share token. */
  issueShareToken(input: Without<IssueShareToken, "days">) {
    const days = this.#options.share_token_days;
    return this.#write((manager) => issueShareToken(manager, { ...input, days }));
  }

  /** Revokes a distributor's own share token. */
  revokeShareToken(input: { customer_id: string; token: string; now: Date }) {
    return this.#write((manager) => revokeOwnShareToken(manager, input));
  }

  /** Binds a consenting customer. */
  bindReferral(input: BindReferral): Promise<BindResult> {
    return this.#write((manager) => bindReferral(manager, input));
  }

  /** Says what binding would do. */
  previewBinding(input: BindReferral) {
    return previewBinding(this.#read, input);
  }

  /** The customer's binding in force, with its inviter. */
  async inviterOfCustomer(
    customer_id: string,
    now: Date,
  ): Promise<{ binding: BindingRow; distributor: DistributorRow } | null> {
    const binding = await findBindingInForce(this.#read, customer_id, now);
    const distributor = binding && (await findDistributor(this.#read, binding.distributor_id));
    return binding && distributor ? { binding, distributor } : null;
  }

  /** Balances by account number. */
  earnings(distributor_nos: readonly bigint[]): Promise<Map<bigint, Earnings>> {
    return readEarnings(this.#read, distributor_nos);
  }

  /** Freezes who earns what on a created order. */
  freezeOrder(order: CreatedOrder, now: Date) {
    return this.#write((manager) => freezeOrder(manager, order, now));
  }

  /** Takes a frozen order back whose creation failed. */
  thawFailedOrder(order_id: string): Promise<void> {
    return this.#write((manager) => deleteFrozenOrder(manager, order_id));
  }

  /** Which of these orders were frozen. */
  frozenOrderIds(order_ids: readonly string[]): Promise<Set<string>> {
    return findFrozenOrderIds(this.#read, order_ids);
  }

  /** Takes captures and refunds in and posts what their orders need; callers at once share a transaction. */
  settle(money: readonly ProcessedMoney[]): Promise<Ingestion> {
    return this.#settling.submit(money);
  }

  /** Which captures or refunds were taken in before. */
  processedIds(kind: MoneyKind, ids: readonly string[]): Promise<Set<string>> {
    return findProcessedIds(this.#read, kind, ids);
  }

  /** Up to when all captures or refunds were taken in. */
  seenUntil(kind: IntakeKind): Promise<Date | null> {
    return readWatermark(this.#read, kind);
  }

  /** Moves that mark forward. */
  markSeenUntil(kind: IntakeKind, moment: Date): Promise<void> {
    return this.#write((manager) => writeWatermark(manager, kind, moment));
  }

  /** Records receipts and sets when what has accrued on their orders matures. */
  takeInReceipts(receipts: readonly Receipt[]): Promise<void> {
    return this.#write((manager) => recordReceipts(manager, receipts));
  }

  /** Which of these orders are known to be received. */
  receivedIds(order_ids: readonly string[]): Promise<Set<string>> {
    return findReceivedIds(this.#read, order_ids);
  }

  /** Matures one batch of what is due. */
  matureBatch(batch: MatureBatch): Promise<MaturedBatch> {
    return this.#write((manager) => matureBatch(manager, batch));
  }

  /** Distributors by account number. */
  distributorIds(account_nos: readonly bigint[]): Promise<Map<bigint, string>> {
    return findDistributorIds(this.#read, account_nos);
  }

  /** A distributor's own orders, newest first. */
  listDistributionOrders(wanted: Parameters<typeof listDistributionOrders>[1]) {
    return listDistributionOrders(this.#read, wanted);
  }

  /** What an order earned whom, for the merchant. */
  orderCommissions(order_id: string) {
    return readOrderCommissions(this.#read, order_id);
  }

  /** Accruals for the merchant, latest first. */
  listAccruals(wanted: Parameters<typeof listAccruals>[1]) {
    return listAccruals(this.#read, wanted);
  }

  /** Does something with the payout desk, or refuses while payouts are closed. */
  async #atDesk<T>(
    work: (manager: EntityManager, desk: PayoutSettings) => Promise<T>,
  ): Promise<T | Refused<"payouts_closed">> {
    const desk = this.#desk;
    return desk ? this.#write((manager) => work(manager, desk)) : refused("payouts_closed");
  }

  /** Whether payouts are open, by whom and within which bounds; null while they are closed. */
  get payoutTerms(): Pick<PayoutSettings, "provider" | "limits" | "tax_policy"> | null {
    if (!this.#desk) return null;
    const { provider, limits, tax_policy } = this.#desk;
    return { provider, limits, tax_policy };
  }

  /** Keeps who a distributor is. */
  tellIdentity(input: SubmitIdentity) {
    return this.#atDesk((manager, { sealer }) => submitIdentity(manager, sealer, input));
  }

  /** Requests a payout and sets its money aside. */
  requestPayout(input: RequestPayout) {
    return this.#atDesk((manager, desk) => requestPayout(manager, desk, input));
  }

  /** Approves a requested payout, with its tax. */
  approvePayout(input: ReviewPayout) {
    return this.#atDesk((manager, desk) => approvePayout(manager, desk, input));
  }

  /** Rejects a requested payout and gives its money back. */
  rejectPayout(input: ReviewPayout & { reason: string }) {
    return this.#write((manager) => rejectPayout(manager, input));
  }

  /** Books how a transfer ended. */
  endTransfer(input: EndTransfer) {
    return this.#write((manager) => endTransfer(manager, input));
  }

  /** What the provider needs for an approved payout; null when there is nothing to transfer. */
  async payoutOrder(payout_id: string) {
    return this.#desk ? payoutOrder(this.#read, this.#desk, payout_id) : null;
  }

  /** A payout by id. */
  findPayout(payout_id: string): Promise<PayoutRow | null> {
    return findPayout(this.#read, payout_id);
  }

  /** The file for the merchant's bank. */
  exportBankTransfers(input: { actor_id: string; now: Date }) {
    return this.#atDesk((manager, desk) => exportBankTransfers(manager, desk, input));
  }

  /** Who is paid and where, in the clear. */
  revealPayee(input: ReviewPayout) {
    return this.#atDesk((manager, desk) => revealPayee(manager, desk, input));
  }

  /** Payouts, latest first. */
  listPayouts(wanted: Parameters<typeof listPayouts>[1]) {
    return listPayouts(this.#read, wanted);
  }

  /** Payouts whose transfer has not ended, oldest first. */
  transferringIds(limit: number): Promise<string[]> {
    return findTransferring(this.#read, limit);
  }
}

/** How the shop pays out; null unless both a provider and a key for identities are configured. */
function deskOf(options: DistributionOptions): PayoutSettings | null {
  const { payout_provider, payout_limits, tax_policy } = options;
  const ring = ringOf(options);
  if (!payout_provider || !ring) return null;
  return { provider: payout_provider, sealer: encryptorOf(ring), limits: payout_limits, tax_policy };
}
