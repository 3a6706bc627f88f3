import type { DataSource, EntityManager } from "typeorm";
import type { Plan } from "../../domain/plan";
import { type DistributionOptions, readOptions } from "./options";
import { type BindReferral, type BindResult, bindReferral, previewBinding } from "./rules/binding";
import { type CreatedOrder, freezeOrder } from "./rules/freezing";
import { type JoinProgram, type JoinResult, joinProgram } from "./rules/joining";
import {
  type AcknowledgeTierTwo,
  acknowledgeTierTwo,
  effectivePlan,
  type PublishPlan,
  publishPlan,
} from "./rules/publishing";
import { type Settlement, settle } from "./rules/settling";
import { type IssueShareToken, issueShareToken, revokeOwnShareToken } from "./rules/sharing";
import { listAccruals, listDistributors, readOrderCommissions } from "./storage/admin-store";
import { type Earnings, readEarnings } from "./storage/balance-store";
import { findCurrentBinding } from "./storage/binding-store";
import { findDistributor, findDistributorOfCustomer } from "./storage/distributor-store";
import { deleteFrozenOrder, findFrozenOrderIds } from "./storage/frozen-order-store";
import {
  findProcessedIds,
  type MoneyKind,
  type ProcessedMoney,
  readSeenUntil,
  writeSeenUntil,
} from "./storage/intake-store";
import type { BindingRow, DistributorRow } from "./storage/people.entity";
import { listPlans } from "./storage/plan-store";
import { listDistributionOrders } from "./storage/statement-store";

/** A write without the fields that the service adds itself. */
type Without<T, Key extends keyof T> = Omit<T, Key>;

/** The ledger's one door: every write is a transaction of its own, and `now` is always the caller's. */
export class DistributionModuleService {
  readonly #source: DataSource;
  readonly #options: DistributionOptions;

  constructor({ distributionDataSource }: { distributionDataSource: DataSource }, options: unknown) {
    this.#source = distributionDataSource;
    this.#options = readOptions(options);
  }

  /** Medusa calls this when the application ends. */
  __hooks = {
    onApplicationShutdown: async (): Promise<void> => {
      if (this.#source.isInitialized) await this.#source.destroy();
    },
  };

  #write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.#source.transaction(work);
  }

  get #read(): EntityManager {
    return this.#source.manager;
  }

  /** Records the merchant's acknowledgement of a second tier. */
  acknowledgeTierTwo(input: AcknowledgeTierTwo) {
    return this.#write((manager) => acknowledgeTierTwo(manager, input));
  }

  /** Publishes a plan draft as the next version. */
  publishPlan(input: PublishPlan) {
    return this.#write((manager) => publishPlan(manager, input));
  }

  /** The plan in force, cut to the tiers allowed today; null before the first is published. */
  effectivePlan(): Promise<Plan | null> {
    return effectivePlan(this.#read);
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
  distributorOfCustomer(customer_id: string): Promise<DistributorRow | null> {
    return findDistributorOfCustomer(this.#read, customer_id);
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

  /** The customer's current binding with its inviter. */
  async inviterOfCustomer(
    customer_id: string,
  ): Promise<{ binding: BindingRow; distributor: DistributorRow } | null> {
    const binding = await findCurrentBinding(this.#read, customer_id);
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

  /** Takes captures and refunds in and posts what their orders need. */
  settle(money: readonly ProcessedMoney[]): Promise<Settlement> {
    return this.#write((manager) => settle(manager, money));
  }

  /** Which captures or refunds were taken in before. */
  processedIds(kind: MoneyKind, ids: readonly string[]): Promise<Set<string>> {
    return findProcessedIds(this.#read, kind, ids);
  }

  /** Up to when all captures or refunds were taken in. */
  seenUntil(kind: MoneyKind): Promise<Date | null> {
    return readSeenUntil(this.#read, kind);
  }

  /** Moves that mark forward. */
  markSeenUntil(kind: MoneyKind, moment: Date): Promise<void> {
    return this.#write((manager) => writeSeenUntil(manager, kind, moment));
  }

  /** A distributor's own orders, newest first. */
  listDistributionOrders(wanted: Parameters<typeof listDistributionOrders>[1]) {
    return listDistributionOrders(this.#read, wanted);
  }

  /** Distributors for the merchant, latest first. */
  listDistributors(wanted: Parameters<typeof listDistributors>[1]) {
    return listDistributors(this.#read, wanted);
  }

  /** What an order earned whom, for the merchant. */
  orderCommissions(order_id: string) {
    return readOrderCommissions(this.#read, order_id);
  }

  /** Accruals for the merchant, latest first. */
  listAccruals(wanted: Parameters<typeof listAccruals>[1]) {
    return listAccruals(this.#read, wanted);
  }
}
