/** What happens in a shop, in plain words: the workload makes it up, the shop and the auditor both live through it. */
export interface PlanChange {
  rates_bps: number[];
  holding_days: number;
  protection_days: number;
  minimum_fen: bigint;
}

export interface Bind {
  customer: string;
  inviter: string;
}

export interface Order {
  id: string;
  customer: string;
  lines: { id: string; base_fen: bigint }[];
  freight_fen: bigint;
}

export interface Capture {
  kind: "capture";
  id: string;
  order: string;
  amount_fen: bigint;
}

export interface Refund {
  kind: "refund";
  id: string;
  order: string;
  amount_fen: bigint;
  /** How much of it is for goods. */
  goods_fen: bigint;
}

export interface Receipt {
  kind: "receipt";
  order: string;
}

/** Somebody asks for their money, and how that goes on. */
export interface PayoutWish {
  customer: string;
  /** Keys under which the same amount is asked for at once; more than one of them must not succeed. */
  keys: string[];
  /** A share of what is available, in percent; more than 100 asks for too much. */
  percent: number;
  ending: "rejected" | "confirmed" | "failed" | "expired" | "left_open";
}

/** One day. What stands in one list happens at the same time. */
export interface Day {
  number: number;
  at: Date;
  plan: PlanChange | null;
  joining: string[];
  binding: Bind[];
  cases_opened: string[];
  cases_closed: string[];
  orders: Order[];
  /** Told by several clients, some of it more than once, in any order. */
  money: (Capture | Refund | Receipt)[][];
  payouts: PayoutWish[];
}
