import type { DataSource } from "typeorm";
import { expireBindings } from "./binding";
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
import { type BindingFilter, listBindings } from "./binding-list-store";

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
