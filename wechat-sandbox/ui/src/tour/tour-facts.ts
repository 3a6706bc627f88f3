import type { WalletMovement } from "../../../src/people/wallet";
import type { Visit } from "../../../src/phones/visits";
import type { Message } from "../../../src/state/state";

/** How friends earn, in seven steps. */
export const STEPS = ["share", "open", "bind", "buy", "earn", "refund", "withdraw"] as const;
export type Step = (typeof STEPS)[number];

/** What WeChat has seen of the two people of the tour. */
export interface Seen {
  sharer: {
    openid: string;
    is_logged_in: boolean;
    messages: Message[];
    visits: Visit[];
    movements: WalletMovement[];
  };
  friend: { openid: string; visits: Visit[]; movements: WalletMovement[] };
}

/** What has happened since the tour began. */
export interface TourFacts {
  isLoggedIn: boolean;
  /** The last card carried no referral: whoever buys through it brings nothing. */
  isCardAnonymous: boolean;
  done: Record<Step, boolean>;
  /** What the friend paid and got back, what the sharer received: fen, if anything. */
  paid?: number;
  refunded?: number;
  received?: number;
}

/** The share token of a link, if it carries one. */
export function tokenOf(link: string): string | undefined {
  return URL.canParse(link, "http://shop")
    ? (new URL(link, "http://shop").searchParams.get("st") ?? undefined)
    : undefined;
}

/** Reads the steps off what was seen since a moment. */
export function factsOf({ sharer, friend }: Seen, since: number): TourFacts {
  const later = <Thing extends { at: number }>(things: Thing[]) => things.filter(({ at }) => at >= since);
  const cards = later(sharer.messages).flatMap(({ from, to, content }) =>
    content.kind === "card" && from === sharer.openid && to === friend.openid ? [tokenOf(content.link)] : [],
  );
  const visits = later(friend.visits);
  const ofKind = (movements: WalletMovement[], kind: WalletMovement["kind"]) =>
    later(movements).findLast((movement) => movement.kind === kind);
  const payment = ofKind(friend.movements, "payment");
  const refund = ofKind(friend.movements, "refund");
  const transfer = ofKind(sharer.movements, "transfer");
  const lookedAtEarnings = sharer.visits.some(
    ({ at, path }) => payment !== undefined && at > payment.at && path.startsWith("/store/distribution/me"),
  );
  return {
    isLoggedIn: sharer.is_logged_in,
    isCardAnonymous: cards.length > 0 && cards.at(-1) === undefined,
    done: {
      share: cards.some((token) => token !== undefined),
      open: visits.some(({ is_page, path }) => is_page && cards.includes(tokenOf(path) ?? "")),
      bind: visits.some(
        ({ method, path, status }) =>
          method === "POST" && path === "/store/distribution/bindings" && status < 300,
      ),
      buy: payment !== undefined,
      earn: lookedAtEarnings,
      refund: refund !== undefined,
      withdraw: transfer !== undefined,
    },
    ...(payment ? { paid: -payment.amount } : {}),
    ...(refund ? { refunded: refund.amount } : {}),
    ...(transfer ? { received: transfer.amount } : {}),
  };
}

/** The first step that is neither done nor skipped; nothing when the tour is over. */
export function currentStep(facts: TourFacts | undefined, skipped: readonly Step[]): Step | undefined {
  return STEPS.find((step) => !(facts?.done[step] ?? false) && !skipped.includes(step));
}
