import type { DataSource } from "typeorm";
import { inTransaction } from "../database/transaction";
import { isErased } from "../identity/erasure-store";
import { type BindReferral, type BindResult, bindReferral, previewBinding } from "./binding";
import { BindingService } from "./binding-service";
import { findBindingInForce } from "./binding-store";
import { DistributorService } from "./distributor-service";
import { findDistributor, findDistributorIds, findDistributorOfCustomer } from "./distributor-store";
import { type JoinProgram, type JoinResult, joinProgram } from "./joining";
import { JoiningService } from "./joining-service";
import type { BindingRow, DistributorRow } from "./people.entity";
import { type IssueShareToken, issueShareToken, revokeOwnShareToken } from "./share-token";
import { TeamService } from "./team-service";

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
