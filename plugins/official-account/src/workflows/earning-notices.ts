import type { MedusaContainer } from "@medusajs/framework/types";
import type { NoticeFacts, NoticeKind } from "../domain/notice.js";
import { amountText, timeText } from "../domain/template-field.js";
import type { NewNotice } from "../modules/official-account/storage/notice-store.js";
import { accountOf } from "./official-account-module.js";

/** What the service behind the option `distributors` offers. */
interface Distributors {
  referrals: { distributor(id: string): Promise<{ customer_id: string } | null> };
}

/** An event about one distributor. */
export interface EarningEvent {
  distributor_id?: string | null;
  amount_fen?: string;
  payout_id?: string;
  binding_id?: string;
  run?: string;
  /** Of accruals and clawbacks: no other event has it. */
  key?: string;
  month?: string;
  /** What a person decided; missing where nobody had to. */
  act?: string;
  decided_at?: string;
}

/** How an event is told: what tells it apart from others of its kind, and what a template may show of it. */
interface Telling {
  readonly kind: NoticeKind;
  readonly key: (event: EarningEvent) => string | undefined;
  /** Null: nobody has to be told. */
  readonly facts: (event: EarningEvent) => NoticeFacts | null;
  readonly path: string;
}

const PROGRAM = "/pages/distribution/index";
const PAYOUTS = "/pages/distribution/payouts";

const isAmount = (amount_fen: string | undefined): amount_fen is string => /^\d+$/.test(amount_fen ?? "");

const amount = ({ amount_fen }: EarningEvent): NoticeFacts | null =>
  isAmount(amount_fen) ? { amount: amountText(BigInt(amount_fen)) } : null;

const growingAmount = ({ amount_fen }: EarningEvent): NoticeFacts | null =>
  isAmount(amount_fen) ? { amount_fen, count: "1" } : null;

const earnings = (kind: NoticeKind): Telling => ({
  kind,
  key: ({ key }) => key,
  facts: growingAmount,
  path: PROGRAM,
});

/** A payout has one ending; the person is told of it once. */
const payout = (kind: NoticeKind): Telling => ({
  kind,
  key: ({ payout_id }) => payout_id,
  facts: amount,
  path: PAYOUTS,
});

const DECISIONS: Readonly<Record<string, string>> = { approve: "已通过", refuse: "未通过" };

/** Whoever joins without anybody's approval is told on the page, so only decisions of a person are. */
const application: Telling = {
  kind: "application_decided",
  key: ({ decided_at }) => decided_at,
  facts: ({ act }) => {
    const decision = DECISIONS[act ?? ""];
    return decision === undefined ? null : { decision };
  },
  path: PROGRAM,
};

/** Which events are told, and as what. */
export const EARNING_EVENTS: Readonly<Record<string, Telling>> = {
  "distribution.earnings_accrued": earnings("commission_accrued"),
  "distribution.earnings_clawed_back": earnings("commission_clawed_back"),
  "distribution.matured": {
    kind: "commission_matured",
    key: ({ run, distributor_id }) => `${run ?? ""}:${distributor_id}`,
    facts: amount,
    path: PROGRAM,
  },
  "distribution.payout_approved": payout("payout_to_confirm"),
  "distribution.payout_confirmed": payout("payout_sent"),
  "distribution.payout_failed": payout("payout_failed"),
  "distribution.payout_expired": payout("payout_failed"),
  "distribution.payout_rejected": payout("payout_failed"),
  "distribution.binding_created": {
    kind: "friend_joined",
    key: ({ binding_id }) => binding_id,
    facts: () => ({ count: "1" }),
    path: "/pages/distribution/team",
  },
  "distribution.statement_closed": {
    kind: "statement_closed",
    key: ({ month }) => month,
    facts: ({ month }) => (month ? { month: month.replace(/^(\d{4})-0?(\d+)$/, "$1年$2月") } : null),
    path: "/pages/distribution/statement",
  },
  "distribution.distributor_activated": application,
  "distribution.distributor_refused": application,
};

/** The notice of an event, where it names a distributor whom the shop knows. */
export async function noticesOfEarning(
  container: MedusaContainer,
  event_name: string,
  event: EarningEvent,
): Promise<NewNotice[]> {
  const telling = EARNING_EVENTS[event_name];
  const { distributors } = accountOf(container);
  const facts = telling?.facts(event);
  const key = telling?.key(event);
  if (!telling || !facts || !key || !distributors || !event.distributor_id) return [];
  const service = container.resolve<Distributors | undefined>(distributors, { allowUnregistered: true });
  const distributor = await service?.referrals.distributor(event.distributor_id);
  if (!distributor) return [];
  return [
    {
      kind: telling.kind,
      event_key: key,
      customer_id: distributor.customer_id,
      facts: { ...facts, time: timeText(new Date()) },
      path: telling.path,
    },
  ];
}
