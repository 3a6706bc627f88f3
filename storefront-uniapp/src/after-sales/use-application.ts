import { computed, reactive, ref } from "vue";
import type {
  AfterSale,
  AfterSaleReason,
  AfterSaleType,
  AfterSaleWish,
  LineLeft,
} from "@/api/after-sale-types";
import { askAfterSale } from "@/api/after-sales";
import type { MallOrder } from "@/api/order-types";
import { afterSaleWords } from "@/locale/zh-cn-after-sales";
import { formatYuan, parseFen } from "@/money/fen";
import { fenOfTyped } from "@/payouts/amount";
import type { SentPhoto } from "@/photos/sent-photo";
import { reasonsFor } from "./steps";
import { useQuote } from "./use-quote";

/** A line of the order on the form: how many pieces may be asked for, and how many are (0: none). */
export interface ApplyLine {
  item: MallOrder["items"][number];
  left: number;
  isOpen: boolean;
  quantity: number;
}

/** How many pieces of a line a type of case can still have. */
const leftFor = (type: AfterSaleType, line: LineLeft | undefined): number =>
  (type === "refund_only" ? line?.refundable_quantity : line?.returnable_quantity) ?? 0;

/** What a shopper fills in to ask for after-sales; the server says what it is worth. */
export function useApplication(order: MallOrder, lines: readonly LineLeft[]) {
  const known = new Map(lines.map((line) => [line.order_line_id, line]));
  const canReturn = lines.some((line) => !line.is_open && line.returnable_quantity > 0);
  const isSent = Boolean(order.shipped_at);
  const type = ref<AfterSaleType>(canReturn ? "return_and_refund" : "refund_only");
  const reason = ref<AfterSaleReason>();
  const description = ref("");
  const amount = ref("");
  const photos = ref<SentPhoto[]>([]);
  const rows = reactive<ApplyLine[]>(
    order.items.map((item) => ({ item, left: 0, isOpen: known.get(item.id)?.is_open ?? false, quantity: 0 })),
  );

  function choose(next: AfterSaleType): void {
    type.value = next;
    if (reason.value && !reasonsFor(next, isSent).includes(reason.value)) reason.value = undefined;
    for (const row of rows) {
      row.left = row.isOpen ? 0 : leftFor(next, known.get(row.item.id));
      row.quantity = row.left;
    }
  }
  choose(type.value);

  const wish = computed<AfterSaleWish>(() => ({
    type: type.value,
    items: rows
      .filter(({ quantity }) => quantity > 0)
      .map(({ item, quantity }) => ({ order_line_id: item.id, quantity })),
  }));
  const { quote, problem } = useQuote(order.id, wish, ({ most_fen }) => {
    amount.value = formatYuan(most_fen);
  });
  const amountProblem = computed(() => {
    const fen = fenOfTyped(amount.value);
    if (!quote.value) return "";
    if (fen === undefined) return afterSaleWords.amountWrong;
    const most = quote.value.most_fen;
    return parseFen(fen) > parseFen(most) ? afterSaleWords.aboveMost(formatYuan(most)) : "";
  });
  const ready = computed(
    () => quote.value !== undefined && reason.value !== undefined && amountProblem.value === "",
  );

  /** Sends the request; only when `ready`. */
  const send = (): Promise<AfterSale> =>
    askAfterSale(order.id, {
      ...wish.value,
      reason: reason.value ?? "other",
      description: description.value.trim(),
      amount_fen: fenOfTyped(amount.value) ?? "0",
      photo_ids: photos.value.map(({ id }) => id),
    });

  return reactive({
    rows,
    canReturn,
    isSent,
    canAsk: lines.some((line) => !line.is_open && line.refundable_quantity > 0),
    type,
    choose,
    reason,
    description,
    photos,
    amount,
    amountProblem,
    quote,
    problem,
    wish,
    ready,
    send,
  });
}
