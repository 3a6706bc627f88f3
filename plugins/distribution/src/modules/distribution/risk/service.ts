import type { DataSource } from "typeorm";
import { comparable, type RiskRules } from "../../../domain/risk/risk";
import type { Encryptor } from "../identity/encryptor";
import type { DistributionOptions, PayerSource } from "../options";
import { RateLimitService } from "./rate-limit-service";
import { appealCase, assessDistributor, type DecideCase, decideCase, holdByHand } from "./risk-case";
import {
  type AppealRow,
  findCase,
  findCaseInForce,
  type ListedCase,
  listAppeals,
  listCases,
  type RiskCaseRow,
} from "./risk-case-store";
import {
  findRecentEarners,
  findSharingDistributors,
  type Trace,
  type TraceKind,
  writeTraces,
} from "./risk-trace-store";

/** Something an account showed, in the clear; it is kept as a keyed hash only. */
export interface CustomerSignal {
  kind: TraceKind;
  text: string;
}

/** What accounts have in common, the cases that come of it, and what people decide about them. */
export class RiskService {
  readonly #source: DataSource;
  readonly #rules: readonly RiskRules[];
  readonly #sealer: Encryptor | null;
  /** Where the shop says who paid; null where it does not. */
  readonly payers: PayerSource | null;
  /** Which fields of a log-in name a person across accounts. */
  readonly personFields: readonly string[];
  /** Stops whoever tries codes. */
  readonly rateLimit: RateLimitService;

  /** @param sealer hashes what accounts show; without a key nothing of it is kept */
  constructor(
    source: DataSource,
    {
      risk_rules,
      payers,
      person_fields,
    }: Pick<DistributionOptions, "risk_rules" | "payers" | "person_fields">,
    sealer: Encryptor | null,
  ) {
    this.#source = source;
    this.#rules = risk_rules;
    this.payers = payers ?? null;
    this.personFields = person_fields;
    this.rateLimit = new RateLimitService(source, sealer);
    this.#sealer = sealer;
  }

  /** Remembers what a customer showed. */
  async recordSignals(customer_id: string, shown: readonly CustomerSignal[], now: Date): Promise<void> {
    const sealer = this.#sealer;
    if (!sealer) return;
    const traces = shown.flatMap(({ kind, text }): Trace[] => {
      const same = comparable(text);
      // Under every key: what accounts showed before a change of keys is recognised as long as the older key is there.
      // One account has one mark, whether somebody only named it or was paid to it.
      const about = kind === "payee_named" ? "payee" : kind;
      return same ? sealer.lookups(`${about}/${same}`).map((mark) => ({ kind, mark })) : [];
    });
    await writeTraces(this.#source.manager, customer_id, traces, now);
  }

  /** The distributors who share a device or a payee with a customer. */
  sharingDistributors(customer_id: string): Promise<string[]> {
    return findSharingDistributors(this.#source.manager, customer_id);
  }

  /** Distributors who earned something since a moment. */
  recentEarners(since: Date, limit: number): Promise<string[]> {
    return findRecentEarners(this.#source.manager, since, limit);
  }

  /** Measures distributors one by one. @returns cases that are new or have become a hold */
  async assess(distributor_ids: readonly string[], now: Date): Promise<RiskCaseRow[]> {
    const cases: RiskCaseRow[] = [];
    for (const distributor_id of distributor_ids) {
      const found = await this.#source.transaction((manager) =>
        assessDistributor(manager, this.#rules, { distributor_id, now }),
      );
      if (found) cases.push(found);
    }
    return cases;
  }

  /** Holds a distributor's money by hand. */
  holdByHand(input: Parameters<typeof holdByHand>[2]) {
    return this.#source.transaction((manager) => holdByHand(manager, this.#rules, input));
  }

  /** Clears or confirms a case. */
  decide(input: DecideCase) {
    return this.#source.transaction((manager) => decideCase(manager, input));
  }

  /** Takes a distributor's appeal. */
  appeal(input: Parameters<typeof appealCase>[1]) {
    return this.#source.transaction((manager) => appealCase(manager, input));
  }

  /** Cases, latest first. */
  list(wanted: Parameters<typeof listCases>[1]): Promise<ListedCase[]> {
    return listCases(this.#source.manager, wanted);
  }

  /** A case with its appeals; null for an unknown id. */
  async find(id: string): Promise<{ risk_case: RiskCaseRow; appeals: AppealRow[] } | null> {
    const risk_case = await findCase(this.#source.manager, id);
    return risk_case && { risk_case, appeals: await listAppeals(this.#source.manager, id) };
  }

  /** The distributor's case that is open or confirmed, with its appeals; null when there is none. */
  async caseInForce(
    distributor_id: string,
  ): Promise<{ risk_case: RiskCaseRow; appeals: AppealRow[] } | null> {
    const risk_case = await findCaseInForce(this.#source.manager, distributor_id);
    return risk_case && { risk_case, appeals: await listAppeals(this.#source.manager, risk_case.id) };
  }
}
