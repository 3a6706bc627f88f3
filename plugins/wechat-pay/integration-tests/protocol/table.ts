/** What a local WeChat can make go wrong; a test compares this list with WeChat's own. */
export const FAULTS = {
  response: [
    "forged_signature",
    "stale_timestamp",
    "unknown_serial",
    "tampered_body",
    "drop_before",
    "timeout_after",
    "server_error",
    "error_after",
    "refusal",
    "delay",
  ],
  notification: [
    "forged_signature",
    "stale_timestamp",
    "signtest",
    "wrong_amount",
    "unknown_serial",
    "bad_tag",
    "drop",
    "delay",
    "duplicate",
    "reordered",
  ],
  refund: ["closed", "abnormal"],
  transfer: ["accepted", "processing", "transfering", "fail"],
  profit_sharing: ["closed", "return_failed"],
} as const;

export type FaultPlace = keyof typeof FAULTS;

/** What an operation meets: faults of a place (all of them, unless `kinds` says which), and how it must end. */
interface Met {
  readonly on: FaultPlace;
  readonly ends: string;
  readonly kinds?: readonly string[];
}

/** How an operation must have ended, on both sides, once the reconciliation has run. */
export type Ending = "paid" | "not paid" | "refunded";

/** What money operations of the shop meet which faults, and how they must end all the same. */
export const SHOP_OPERATIONS = {
  "present jsapi": { on: "response", ends: "paid" },
  "present h5": { on: "response", ends: "paid" },
  "present native": { on: "response", ends: "paid" },
  query: { on: "response", ends: "paid" },
  close: { on: "response", ends: "not paid" },
  refund: { on: "response", ends: "refunded" },
  "query a refund": { on: "response", ends: "refunded" },
  "send on an abnormal refund": { on: "response", ends: "refunded" },
  "refund a stray payment": { on: "response", ends: "refunded" },
  "query a stray payment's refund": { on: "response", ends: "refunded" },
  "payment notification": { on: "notification", ends: "paid" },
  "refund notification": { on: "notification", ends: "refunded" },
  "refund at WeChat": { on: "refund", ends: "refunded" },
  "stray payment's refund at WeChat": { on: "refund", ends: "refunded" },
} as const satisfies Record<string, Met & { ends: Ending }>;

export type ShopOperation = keyof typeof SHOP_OPERATIONS;

/** What payouts of commission through the shop meet. WeChat's `fail` is the one fault that money does not survive. */
export const PAYOUT_OPERATIONS = {
  "create a payout": { on: "response", ends: "paid" },
  "query a payout": { on: "response", ends: "paid" },
  "cancel a payout": { on: "response", ends: "not paid" },
  "payout notification": { on: "notification", ends: "paid" },
  "expired payout's notification": { on: "notification", ends: "not paid" },
  "payout at WeChat": { on: "transfer", ends: "paid", kinds: ["accepted", "processing", "transfering"] },
  "payout that WeChat fails": { on: "transfer", ends: "not paid", kinds: ["fail"] },
} as const satisfies Record<string, Met & { ends: Ending }>;

export type PayoutOperation = keyof typeof PAYOUT_OPERATIONS;

/** What shares of a payment for companies meet. */
export const SHARE_OPERATIONS = {
  share: { on: "response", ends: "shared" },
  "query a share": { on: "response", ends: "shared" },
  unfreeze: { on: "response", ends: "freed" },
  "return a share": { on: "response", ends: "returned" },
  "query a return": { on: "response", ends: "returned" },
  "share at WeChat": { on: "profit_sharing", ends: "not shared", kinds: ["closed"] },
  "return at WeChat": { on: "profit_sharing", ends: "shared", kinds: ["return_failed"] },
} as const satisfies Record<string, Met>;

export type ShareOperation = keyof typeof SHARE_OPERATIONS;

/** Operations of the client alone, and what must hold after each fault. */
export const CLIENT_OPERATIONS = {
  "create a transfer": { on: "response", ends: "one transfer" },
  "query a transfer": { on: "response", ends: "one transfer" },
  "cancel a transfer": { on: "response", ends: "no money moved" },
  "transfer at WeChat": { on: "transfer", ends: "both sides name the same state" },
  "add a share's receiver": { on: "response", ends: "one receiver" },
  "remove a share's receiver": { on: "response", ends: "no receiver" },
  "trade bill": { on: "response", ends: "WeChat's lines or none" },
  "fund-flow bill": { on: "response", ends: "WeChat's lines or none" },
  "a bill's file": { on: "response", ends: "WeChat's lines or none" },
  certificates: { on: "response", ends: "only WeChat's keys" },
} as const satisfies Record<string, Met>;

export type ClientOperation = keyof typeof CLIENT_OPERATIONS;

/** One line of the table. */
export interface Row<Operation extends string> {
  readonly operation: Operation;
  readonly on: FaultPlace;
  readonly kind: string;
  readonly ends: string;
}

/** Every operation with every fault that can meet it. */
export function rowsOf<Operation extends string>(operations: Record<Operation, Met>): Row<Operation>[] {
  return (Object.keys(operations) as Operation[]).flatMap((operation) => {
    const { on, ends, kinds = FAULTS[on] } = operations[operation];
    return kinds.map((kind) => ({ operation, on, kind, ends }));
  });
}

/** The table as a page of the documentation. */
export function tablePage(): string {
  const [shop, client] = [rowsOf(SHOP_OPERATIONS), rowsOf(CLIENT_OPERATIONS)];
  const [payouts, shares] = [rowsOf(PAYOUT_OPERATIONS), rowsOf(SHARE_OPERATIONS)];
  return [
    "# Every operation, every fault",
    "",
    "Generated by `npm run test:protocol`, whose tests bear the names of these lines. A whole shop plays all but the last",
    "table against the local WeChat; once its jobs have run, both sides must name the same ending, to the fen, and of a",
    "payout the distribution ledger too. The last table is the client's own.",
    "",
    `## Payments and refunds (${shop.length})`,
    "",
    ...tableOf(shop),
    "",
    `## Payouts of commission (${payouts.length})`,
    "",
    ...tableOf(payouts),
    "",
    `## Shares of a payment (${shares.length})`,
    "",
    ...tableOf(shares),
    "",
    `## The client (${client.length})`,
    "",
    ...tableOf(client),
    "",
  ].join("\n");
}

function tableOf(rows: readonly Row<string>[]): string[] {
  const cells = rows.map(({ operation, on, kind, ends }) => [operation, on, `\`${kind}\``, ends]);
  const lines = [["Operation", "Fault of the", "Fault", "Ends"], ["---", "---", "---", "---"], ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |`);
}
