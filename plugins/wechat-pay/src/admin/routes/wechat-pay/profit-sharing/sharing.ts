import { useQuery } from "@tanstack/react-query";
import { fenOfYuan, type Query, read } from "@tengman/admin-kit";

/** A company that may receive shares. */
export interface Receiver {
  mch_id: string;
  name: string;
  relation: string;
}

/** A receiver's part of a share; `result` is WeChat's word about it. */
interface Part {
  mch_id: string;
  amount_fen: string;
  description: string;
  result?: string;
  fail_reason?: string;
}

/** A share, an unfreezing or a return, as the merchant's API answers it. */
export interface Share {
  id: string;
  kind: "share" | "unfreeze" | "return";
  number: string;
  transaction_id: string;
  share_id: string | null;
  parts: Part[];
  outcome: string;
  problem: string | null;
  created_at: string;
  ended_at: string | null;
}

export interface SharePage {
  shares: Share[];
  next_cursor?: string;
}

interface Standing {
  is_on: boolean;
  limit_bps: number | null;
}

/** The queries of this page, to be asked anew when something was done. */
export const SHARING_KEY = ["wechat-pay", "profit-sharing"];

/** Reads a route of profit sharing. */
export const readSharing = <Body>(path: string, query: Query = {}): Promise<Body> =>
  read(`/admin/wechat-pay/profit-sharing${path}`, query);

/** Whether the shop shares payments. */
export const useStanding = () =>
  useQuery({
    queryKey: [...SHARING_KEY, "standing"],
    queryFn: async () => (await readSharing<{ profit_sharing: Standing }>("")).profit_sharing,
  });

/** The companies that may receive shares. */
export const useReceivers = () =>
  useQuery({
    queryKey: [...SHARING_KEY, "receivers"],
    queryFn: async () => (await readSharing<{ receivers: Receiver[] }>("/receivers")).receivers,
  });

/** An amount as typed, in fen; undefined when it is no amount of whole fen above zero. */
export function shareFen(typed: string): string | undefined {
  const fen = fenOfYuan(typed);
  return fen === null || fen === "0" ? undefined : fen;
}
