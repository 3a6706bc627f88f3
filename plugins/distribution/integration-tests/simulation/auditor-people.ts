import type {
  Bind,
  Condition,
  GradeByHand,
  GradeTerms,
  PlanChange,
  Rebinding,
  StandingChange,
} from "./happenings";

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const COOL_DOWN_DAYS = 30;

interface Bound {
  inviter: string;
  protected_until: number;
  expires_at: number;
}

/** What somebody sold and earned within some days. */
export interface Figures {
  sales_fen: bigint;
  earnings_fen: bigint;
}

/** What of an order has earned somebody something. */
export interface Earned {
  distance: number;
  base_fen: bigint;
  amount_fen: bigint;
  clawed_fen: bigint;
  accrued_at: Date | null;
}

/** The Shanghai day of a moment, counted from 1970. */
export function dayOf(moment: Date): number {
  return Math.floor((moment.getTime() + SHANGHAI_MS) / DAY_MS);
}

/**
 * What somebody sold to people they invited themselves and what they earned, since a day, but for what they bought
 * themselves. Of a refunded line that part counts for which the commission was left, rounded down.
 */
export function figuresOf(earned: readonly Earned[], since: number): Figures {
  const figures = { sales_fen: 0n, earnings_fen: 0n };
  for (const { accrued_at, distance, base_fen, amount_fen, clawed_fen } of earned) {
    if (!accrued_at || dayOf(accrued_at) < since || distance === 0) continue;
    figures.earnings_fen += amount_fen - clawed_fen;
    if (distance === 1) figures.sales_fen += (base_fen * (amount_fen - clawed_fen)) / amount_fen;
  }
  return figures;
}

/** Who invited whom, and who has which grade, as the rules have it. */
export class AuditedPeople {
  readonly #bindings = new Map<string, Bound>();
  readonly #changed = new Map<string, number>();
  readonly #standing = new Map<string, "active" | "frozen" | "closed">();
  readonly #left = new Set<string>();
  readonly #grades = new Map<string, { code: string | null; is_pinned: boolean }>();

  join(customer: string): void {
    this.#grades.set(customer, { code: null, is_pinned: false });
    this.#standing.set(customer, "active");
  }

  /** Everybody who ever joined. */
  all(): Iterable<string> {
    return this.#standing.keys();
  }

  /** What comes of a decision: active and frozen change into each other, closed is for good. */
  stand(customer: string, act: StandingChange["act"]): string {
    const standing = this.#standing.get(customer);
    if (act === "leave") this.#left.add(customer);
    else if (standing === "closed" || !standing) return "refused";
    else if (act === "freeze" && standing !== "active") return "refused";
    else if (act === "unfreeze" && standing !== "frozen") return "refused";
    this.#standing.set(customer, act === "freeze" ? "frozen" : act === "unfreeze" ? "active" : "closed");
    return "changed";
  }

  /** Whether somebody closed their account for good. */
  hasLeft(customer: string): boolean {
    return this.#left.has(customer);
  }

  isClosed(customer: string): boolean {
    return this.#standing.get(customer) === "closed";
  }

  isActive(customer: string): boolean {
    return this.#standing.get(customer) === "active";
  }

  /** Who is frozen waits for their money; who was closed does not. */
  mayWithdraw(customer: string): boolean {
    return this.#standing.get(customer) !== "frozen";
  }

  /** The customer's inviter at a moment; a binding whose time is over is none. */
  inviterOf(customer: string, at: Date): string | undefined {
    const bound = this.#bindings.get(customer);
    if (!bound) return undefined;
    return at.getTime() < bound.expires_at ? bound.inviter : undefined;
  }

  /** Whether there would be an inviter if time had not ended it. */
  isExpired(customer: string, at: Date): boolean {
    const bound = this.#bindings.get(customer);
    return bound !== undefined && at.getTime() >= bound.expires_at;
  }

  /** What comes of somebody agreeing to an inviter. */
  bind({ customer, inviter }: Bind, plan: PlanChange | null, hasBought: boolean, at: Date): string {
    const current = this.inviterOf(customer, at);
    if (customer === inviter || !this.isActive(inviter)) return "refused";
    if (current === inviter) return "already_bound_here";
    const { protected_until = 0 } = this.#bindings.get(customer) ?? {};
    if (current && at.getTime() < protected_until) return "refused";
    if (plan?.new_customers_only && hasBought) return "refused";
    if (this.#isAbove(customer, inviter, at)) return "refused";
    this.#put(customer, inviter, plan, at);
    return "bound";
  }

  /** What comes of a wish for another inviter or none, and of its decision by a second person. */
  rebind({ customer, to, is_approved }: Rebinding, plan: PlanChange | null, at: Date): string {
    const current = this.inviterOf(customer, at);
    if (to === null && !current) return "refused";
    if (to !== null) {
      if (to === customer || to === current || !this.isActive(to)) return "refused";
      if (this.#isAbove(customer, to, at)) return "refused";
      const changed = this.#changed.get(customer);
      if (changed !== undefined && at.getTime() < changed + COOL_DOWN_DAYS * DAY_MS) return "refused";
    }
    if (!is_approved) return "refused_change";
    if (to === null) this.#bindings.delete(customer);
    else {
      this.#put(customer, to, plan, at);
      this.#changed.set(customer, at.getTime());
    }
    return "approved";
  }

  #put(customer: string, inviter: string, plan: PlanChange | null, at: Date): void {
    const after = (days: number) => at.getTime() + days * DAY_MS;
    this.#bindings.set(customer, {
      inviter,
      protected_until: after(plan?.protection_days ?? 0),
      expires_at:
        plan?.expires_after_days == null ? Number.POSITIVE_INFINITY : after(plan.expires_after_days),
    });
  }

  #isAbove(customer: string, below: string, at: Date): boolean {
    for (let above: string | undefined = below; above; above = this.inviterOf(above, at)) {
      if (above === customer) return true;
    }
    return false;
  }

  gradeOf(customer: string): string | null {
    return this.#grades.get(customer)?.code ?? null;
  }

  /** What comes of a grade given by hand: the plan must have it, and whoever gets it must not be closed. */
  giveGrade({ customer, code, is_pinned }: GradeByHand, plan: PlanChange | null): string {
    if (this.#standing.get(customer) === "closed") return "refused";
    if (code !== null && !plan?.grades.some((grade) => grade.code === code)) return "refused";
    this.#grades.set(customer, { code, is_pinned });
    return "given";
  }

  /** The figures decide, but for pinned grades and for those who are not active. @returns how many rose and fell */
  appraise(plan: PlanChange, figuresOf: (customer: string, days: number) => Figures) {
    const moved = { risen: 0, fallen: 0 };
    const rankOf = (code: string | null) => plan.grades.find((grade) => grade.code === code)?.rank ?? 0;
    for (const [customer, held] of this.#grades) {
      if (held.is_pinned || !this.isActive(customer)) continue;
      const code = deserved(plan.grades, held.code, (days) => figuresOf(customer, days));
      if (rankOf(code) > rankOf(held.code)) moved.risen++;
      if (rankOf(code) < rankOf(held.code)) moved.fallen++;
      held.code = code;
    }
    return moved;
  }
}

/** Of all grades that somebody reaches, keeps, or would keep falling from the one they have, the highest. */
function deserved(
  grades: readonly GradeTerms[],
  current: string | null,
  figuresOf: (days: number) => Figures,
): string | null {
  const held = grades.find(({ code }) => code === current);
  const isMet = (condition: Condition) => {
    const { sales_fen, earnings_fen } = figuresOf(condition.days);
    return sales_fen >= (condition.sales_fen ?? 0n) && earnings_fen >= (condition.earnings_fen ?? 0n);
  };
  let best: GradeTerms | null = null;
  for (const grade of grades) {
    const isReached = grade.rise !== null && isMet(grade.rise);
    const isKept =
      held !== undefined && grade.rank <= held.rank && (grade.keep === null || isMet(grade.keep));
    // Falling, a grade that is given by hand only is not reached by figures.
    const stays = isKept && (grade.code === held?.code || grade.rise !== null);
    if ((isReached || stays) && (best === null || grade.rank > best.rank)) best = grade;
  }
  return best?.code ?? null;
}
