import type { DataSource } from "typeorm";
import { hasPaidBefore } from "../intake/paid-order-store";
import {
  type InvitationResult,
  type IssueInvitation,
  issueInvitation,
  revokeUnusedInvitation,
} from "./invitation";
import { listInvitations } from "./invitation-store";
import { type AcceptAgreement, acceptAgreement } from "./joining";

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
