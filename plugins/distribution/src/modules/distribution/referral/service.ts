import type { DataSource } from "typeorm";
import { lastShanghaiDays, shanghaiMonth } from "../../../domain/shanghai-day";
import { type AuditedDecision, listAuditOf } from "../database/audit-store";
import type { PageCursor } from "../database/page-cursor";
import { inTransaction } from "../database/transaction";
import { isErased } from "../identity/erasure-store";
import { hasPaidBefore } from "../intake/intake-store";
import { rollUpEarnings } from "../statement/earnings-rollup";
import {
  type DayEarnings,
  readDayEarnings,
  readOwnRank,
  readRanking,
} from "../statement/earnings-rollup-store";
import { type BindReferral, type BindResult, bindReferral, expireBindings, previewBinding } from "./binding";
import {
  approveChange,
  type ChangePreview,
  type ChangeResult,
  type DecideChange,
  type ProposalResult,
  type ProposeChange,
  previewChange,
  proposeChange,
  refuseChange,
} from "./binding-change";
import { findUnbindRequest, listChanges } from "./binding-change-store";
import { type BindingFilter, findBindingInForce, listBindings } from "./binding-store";
import { type ChangeStatus, changeStatus, type StatusResult } from "./distributor-status";
import {
  type DistributorFilter,
  findDistributor,
  findDistributorIds,
  findDistributorOfCustomer,
  findListedDistributor,
  listDistributors,
} from "./distributor-store";
import {
  type InvitationResult,
  type IssueInvitation,
  issueInvitation,
  revokeUnusedInvitation,
} from "./invitation";
import { listInvitations } from "./invitation-store";
import {
  type AcceptAgreement,
  acceptAgreement,
  type JoinProgram,
  type JoinResult,
  joinProgram,
} from "./joining";
import type { BindingRow, DistributorRow } from "./people.entity";
import { type IssueShareToken, issueShareToken, revokeOwnShareToken } from "./share-token";
import { countTeam, listTeam, type TeamMember } from "./team-store";

/** Who refers whom: distributors, what they share, and who is bound to them. */
export class ReferralService {
  readonly #source: DataSource;
  readonly #shareTokenDays: number;
  /** Manual changes of bindings, and what merchants see of bindings. */
  readonly bindings: BindingService;
  /** Decisions about distributors. */
  readonly distributors: DistributorService;
  /** Invitations, and agreements accepted after joining. */
  readonly joining: JoiningService;
  /** Whom distributors invited and what they earned beside others. */
  readonly team: TeamService;

  constructor(source: DataSource, { share_token_days }: { readonly share_token_days: number }) {
    this.#source = source;
    this.#shareTokenDays = share_token_days;
    this.bindings = new BindingService(source);
    this.distributors = new DistributorService(source);
    this.joining = new JoiningService(source);
    this.team = new TeamService(source);
  }

  /** Makes a customer a distributor. */
  join(input: JoinProgram): Promise<JoinResult> {
    return inTransaction(this.#source, (manager) => joinProgram(manager, input));
  }

  /** The distributor a customer is, if any. An account that was closed for good is nobody's any more. */
  async distributorOfCustomer(customer_id: string): Promise<DistributorRow | null> {
    const { manager } = this.#source;
    const row = await findDistributorOfCustomer(manager, customer_id);
    return row?.status === "closed" && (await isErased(manager, row.id)) ? null : row;
  }

  /** A distributor by id. */
  distributor(id: string): Promise<DistributorRow | null> {
    return findDistributor(this.#source.manager, id);
  }

  /** Distributors by account number. */
  distributorIds(account_nos: readonly bigint[]): Promise<Map<bigint, string>> {
    return findDistributorIds(this.#source.manager, account_nos);
  }

  /** Gives a distributor a share token. */
  issueShareToken(input: Omit<IssueShareToken, "days">) {
    const days = this.#shareTokenDays;
    return inTransaction(this.#source, (manager) => issueShareToken(manager, { ...input, days }));
  }

  /** Revokes a distributor's own share token; what it bound stays bound. */
  revokeShareToken(input: { customer_id: string; token: string; now: Date }) {
    return inTransaction(this.#source, (manager) => revokeOwnShareToken(manager, input));
  }

  /** Binds a consenting customer. */
  bind(input: BindReferral): Promise<BindResult> {
    return inTransaction(this.#source, (manager) => bindReferral(manager, input));
  }

  /** Says what binding would do. */
  previewBinding(input: BindReferral) {
    return previewBinding(this.#source.manager, input);
  }

  /** The customer's binding in force, with its inviter. */
  async inviterOfCustomer(
    customer_id: string,
    now: Date,
  ): Promise<{ binding: BindingRow; distributor: DistributorRow } | null> {
    const { manager } = this.#source;
    const binding = await findBindingInForce(manager, customer_id, now);
    const distributor = binding && (await findDistributor(manager, binding.distributor_id));
    return binding && distributor ? { binding, distributor } : null;
  }
}

/** Manual changes of bindings by two people, shoppers' wishes to be unbound, and bindings whose time is over. */
export class BindingService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Asks for a change; a shopper asks to be unbound by naming nobody. */
  propose(input: ProposeChange): Promise<ProposalResult> {
    return this.#source.transaction((manager) => proposeChange(manager, input));
  }

  /** Says what a change would do. */
  preview(input: Pick<ProposeChange, "customer_id" | "to_distributor_id" | "now">): Promise<ChangePreview> {
    return previewChange(this.#source.manager, input);
  }

  /** Carries a change out. */
  approve(input: DecideChange): Promise<ChangeResult> {
    return this.#source.transaction((manager) => approveChange(manager, input));
  }

  /** Leaves the inviter as they are. */
  refuse(input: DecideChange): Promise<ChangeResult> {
    return this.#source.transaction((manager) => refuseChange(manager, input));
  }

  /** Ends a batch of bindings whose time is over. @returns how many */
  expire(batch: { now: Date; limit: number }): Promise<number> {
    return this.#source.transaction((manager) => expireBindings(manager, batch));
  }

  /** Bindings of past and present, latest first. */
  list(wanted: BindingFilter) {
    return listBindings(this.#source.manager, wanted);
  }

  /** Changes, latest first. */
  listChanges(wanted: Parameters<typeof listChanges>[1]) {
    return listChanges(this.#source.manager, wanted);
  }

  /** A customer's own latest wish to be unbound. */
  unbindRequest(customer_id: string) {
    return findUnbindRequest(this.#source.manager, customer_id);
  }
}

/** How a distributor's page ends: the latest decisions about them. */
const LATEST_DECISIONS = 50;

/** What merchants decide about distributors, and what they look at for it. */
export class DistributorService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Approves, refuses, freezes, unfreezes or closes a distributor. */
  changeStatus(input: ChangeStatus): Promise<StatusResult> {
    return this.#source.transaction((manager) => changeStatus(manager, input));
  }

  /** Distributors for the merchant, latest first. */
  list(wanted: DistributorFilter) {
    return listDistributors(this.#source.manager, wanted);
  }

  /** A distributor as the merchant sees them; null for an unknown id. */
  find(distributor_id: string) {
    return findListedDistributor(this.#source.manager, distributor_id);
  }

  /** The latest decisions about a distributor, newest first. */
  decisions(distributor_id: string): Promise<AuditedDecision[]> {
    return listAuditOf(this.#source.manager, distributor_id, LATEST_DECISIONS);
  }
}

/** Invitations, and agreements accepted after joining. */
export class JoiningService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Records that a distributor accepts the agreement in force. */
  acceptAgreement(input: AcceptAgreement) {
    return this.#source.transaction((manager) => acceptAgreement(manager, input));
  }

  /** Issues an invitation for one person. */
  invite(input: IssueInvitation): Promise<InvitationResult> {
    return this.#source.transaction((manager) => issueInvitation(manager, input));
  }

  /** Revokes an invitation that nobody has used. */
  revokeInvitation(input: { code: string; actor_id: string; now: Date }) {
    return this.#source.transaction((manager) => revokeUnusedInvitation(manager, input));
  }

  /** Invitations, latest first. */
  listInvitations(wanted: Parameters<typeof listInvitations>[1]) {
    return listInvitations(this.#source.manager, wanted);
  }

  /** Whether money was captured on an order of a customer's in this ledger. */
  hasPaid(customer_id: string): Promise<boolean> {
    return hasPaidBefore(this.#source.manager, customer_id);
  }
}

/** How far down the ranking somebody's own place is counted. */
const COUNTED_RANKS = 10_000;

/** Whom distributors invited and what they earned beside others. */
export class TeamService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** How many people a distributor has on each level, nearest first. */
  counts(distributor_no: bigint, levels: number): Promise<number[]> {
    return countTeam(this.#source.manager, distributor_no, levels);
  }

  /** One page of a level of a distributor's people, latest first. */
  members(wanted: {
    distributor_no: bigint;
    level: number;
    limit: number;
    after: PageCursor | null;
  }): Promise<TeamMember[]> {
    return listTeam(this.#source.manager, wanted);
  }

  /** The month's ranking by earnings, as last rolled up, and where one distributor stands in it. */
  async ranking(wanted: { distributor_no: bigint; now: Date; limit: number }) {
    const { distributor_no, now, limit } = wanted;
    const month = shanghaiMonth(now);
    const first = `${month}-01`;
    const own = { month: first, distributor_no, counted: COUNTED_RANKS };
    return {
      month,
      rows: await readRanking(this.#source.manager, first, limit),
      me: await readOwnRank(this.#source.manager, own),
    };
  }

  /** What the last days, today among them, brought one distributor: every day, oldest first. */
  async daily(wanted: { distributor_no: bigint; now: Date; days: number }): Promise<DayEarnings[]> {
    const { distributor_no, now, days } = wanted;
    const wantedDays = lastShanghaiDays(now, days);
    const found = await readDayEarnings(this.#source.manager, distributor_no, wantedDays);
    const byDay = new Map(found.map((one) => [one.day, one]));
    return wantedDays.map((day) => byDay.get(day) ?? { day, earned_fen: 0n, orders: 0 });
  }

  /** Brings the earnings by day and month up to date. */
  rollUp(now: Date): Promise<void> {
    return this.#source.transaction((manager) => rollUpEarnings(manager, now));
  }
}
