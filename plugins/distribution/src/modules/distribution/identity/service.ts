import type { DataSource, EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import type { DeletionRefusal, ErasureRefusal } from "../../../domain/identity/erasure";
import { appendAudit } from "../database/audit-store";
import { inTransaction } from "../database/transaction";
import { deleteTraces } from "../risk/risk-trace-store";
import {
  type AskCorrection,
  type AskedCorrection,
  askCorrection,
  type DecideCorrection,
  type DecidedCorrection,
  decideOnWish,
  openWish,
} from "./correction";
import {
  type CorrectionRow,
  findCorrection,
  findLatestCorrection,
  type ListedCorrection,
  listCorrections,
} from "./correction-store";
import type { Encryptor } from "./encryptor";
import { deletionRefusalOf, type ErasureResult, eraseOwnAccount, ownErasureRefusal } from "./erasure";
import {
  findOrdersEarningFor,
  isKnownCustomer,
  listOwnDecisions,
  type OwnDecision,
  purgeIdentities,
} from "./erasure-store";
import {
  type IdentityResult,
  type MaskedIdentity,
  masked,
  maskedIdentity,
  openIdentity,
  type SubmitIdentity,
  submitIdentity,
} from "./identity";
import { findIdentity } from "./identity-store";

/** A wish beside what is told today, both with all but their ends hidden; `asked` is null once it is decided. */
export interface MaskedCorrection {
  correction: ListedCorrection;
  told: MaskedIdentity | null;
  asked: MaskedIdentity | null;
}

/** A wish in the clear, for whoever compares it with a document. */
export interface RevealedCorrection {
  kind: "revealed";
  correction: CorrectionRow;
  told: MaskedIdentity | null;
  asked: MaskedIdentity;
}

/** Who distributors are, and how what they told wrongly is put right. */
export class IdentityService {
  readonly #source: DataSource;
  readonly #sealer: Encryptor | null;
  /** What people may ask about themselves. */
  readonly erasure: ErasureService;

  /** @param sealer null while payouts are closed: then nobody tells who they are */
  constructor(source: DataSource, sealer: Encryptor | null) {
    this.#source = source;
    this.#sealer = sealer;
    this.erasure = new ErasureService(source);
  }

  /** Keeps, sealed, who a distributor is; nobody is paid without it. */
  submit(input: SubmitIdentity): Promise<IdentityResult | Refused<"payouts_closed">> {
    return this.#withSealer((manager, sealer) => submitIdentity(manager, sealer, input));
  }

  /** A distributor's identity with all but its ends hidden; null when it was not told. */
  async masked(distributor_id: string): Promise<MaskedIdentity | null> {
    const row = this.#sealer && (await findIdentity(this.#source.manager, distributor_id));
    return this.#sealer && row ? maskedIdentity(this.#sealer, row) : null;
  }

  /** Corrects a person's own identity, or asks the merchant for it. */
  ask(input: AskCorrection): Promise<AskedCorrection | Refused<"payouts_closed">> {
    return this.#withSealer((manager, sealer) => askCorrection(manager, sealer, input));
  }

  /** A person's latest wish. */
  latestWish(distributor_id: string): Promise<CorrectionRow | null> {
    return findLatestCorrection(this.#source.manager, distributor_id);
  }

  /** Approves or refuses a wish. */
  decide(input: DecideCorrection): Promise<DecidedCorrection | Refused<"payouts_closed">> {
    return this.#withSealer((manager, sealer) => decideOnWish(manager, sealer, input));
  }

  /** Wishes, latest first. */
  async list(wanted: Parameters<typeof listCorrections>[1]): Promise<MaskedCorrection[]> {
    const rows = await listCorrections(this.#source.manager, wanted);
    return Promise.all(
      rows.map(async (correction) => ({
        correction,
        told: await this.masked(correction.distributor_id),
        asked:
          this.#sealer && correction.state === "open" ? masked(openWish(this.#sealer, correction)) : null,
      })),
    );
  }

  /** An open wish in the clear; the look is audited. */
  reveal(input: {
    correction_id: string;
    actor_id: string;
    now: Date;
  }): Promise<
    RevealedCorrection | Refused<"correction_not_found" | "correction_decided" | "payouts_closed">
  > {
    return this.#withSealer(async (manager, sealer) => {
      const correction = await findCorrection(manager, input.correction_id);
      if (!correction) return refused("correction_not_found");
      if (correction.state !== "open") return refused("correction_decided");
      const told = await findIdentity(manager, correction.distributor_id);
      await appendAudit(manager, {
        occurred_at: input.now,
        actor_id: input.actor_id,
        action: "identity_seen",
        subject_id: correction.distributor_id,
        after: { correction_id: correction.id },
      });
      return {
        kind: "revealed",
        correction,
        told: told && openIdentity(sealer, told),
        asked: openWish(sealer, correction),
      };
    });
  }

  async #withSealer<T>(
    work: (manager: EntityManager, sealer: Encryptor) => Promise<T>,
  ): Promise<T | Refused<"payouts_closed">> {
    const sealer = this.#sealer;
    return sealer
      ? inTransaction(this.#source, (manager) => work(manager, sealer))
      : refused("payouts_closed");
  }
}

/** Identities removed in one run. */
const MOST_PURGED = 500;

/** What people may ask about themselves: a copy of what is kept, and to be forgotten. */
export class ErasureService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Closes a person's own account for good. */
  erase(input: { customer_id: string; now: Date }): Promise<ErasureResult> {
    return this.#source.transaction((manager) => eraseOwnAccount(manager, input));
  }

  /** Why a person cannot close their account yet; null when they can, or are no distributor. */
  ownRefusal(customer_id: string): Promise<Refused<ErasureRefusal> | null> {
    return ownErasureRefusal(this.#source.manager, customer_id);
  }

  /** Forgets which devices and addresses a customer was seen with. */
  forgetTraces(customer_id: string): Promise<void> {
    return deleteTraces(this.#source.manager, customer_id);
  }

  /** Whether the ledger has anything of a customer: they distribute, were invited, or bought what others earned on. */
  isKnown(customer_id: string): Promise<boolean> {
    return isKnownCustomer(this.#source.manager, customer_id);
  }

  /** On which of these orders a customer, as a distributor, is to earn something. */
  ordersEarningFor(customer_id: string, order_ids: readonly string[]): Promise<Set<string>> {
    return findOrdersEarningFor(this.#source.manager, customer_id, order_ids);
  }

  /** Why customers cannot be deleted: they are distributors, or money of theirs is left. Null when they can. */
  deletionRefusal(customer_ids: readonly string[]): Promise<Refused<DeletionRefusal> | null> {
    return deletionRefusalOf(this.#source.manager, customer_ids);
  }

  /** Removes identities that were kept for the law alone and whose time is over. @returns how many */
  purge(now: Date): Promise<number> {
    return this.#source.transaction((manager) => purgeIdentities(manager, now, MOST_PURGED));
  }

  /** The latest decisions by or about a person, for their own copy. */
  ownDecisions(person: { customer_id: string; distributor_id: string }): Promise<OwnDecision[]> {
    return listOwnDecisions(this.#source.manager, person);
  }
}
