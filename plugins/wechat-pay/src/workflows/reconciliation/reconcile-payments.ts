import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, createWorkflow, StepResponse } from "@medusajs/framework/workflows-sdk";
import { checkBooking } from "../payments/check-booking";
import { askAboutTrade, listOpenTrades } from "../payments/open-trades";
import { processNotificationWorkflow } from "../payments/process-notification";
import { bookRefundDue } from "../refunds/book-refund";
import { followRefund, recordNewRefunds, whileRefundLocked } from "../refunds/follow-refund";
import { followStrayPayment } from "../refunds/follow-stray-payment";
import { wechatPayOf } from "../wechat-pay-module";

/** Work taken up by one run of each part; what is left over comes next time, oldest first. */
const BATCH = 500;

/** How many are worked on at a time: WeChat answers in tens of milliseconds and every one has its own lock. */
const AT_ONCE = 5;

/** Notifications whose first processing failed, or died with its process. */
const processDueNotificationsStep = createStep(
  "process-due-wechat-notifications",
  async (_: undefined, { container }) => {
    const due = await wechatPayOf(container).listWechatNotifications(
      { state: "received", next_attempt_at: { $lte: new Date() } },
      { take: BATCH, order: { next_attempt_at: "ASC" }, select: ["id"] },
    );
    await eachOnItsOwn(container, "notification", due, async ({ id }) => {
      await processNotificationWorkflow(container).run({ input: { id } });
    });
    return new StepResponse(due.length);
  },
);

/** Orders at WeChat whose notification was lost or is late. */
const askAboutOpenTradesStep = createStep(
  "ask-wechat-about-open-trades",
  async (_: undefined, { container }) => {
    const open = await listOpenTrades(container, BATCH);
    await eachOnItsOwn(container, "payment session", open, async (session) => {
      await askAboutTrade(container, session.id);
    });
    return new StepResponse(open.length);
  },
);

const followStrayPaymentsStep = createStep(
  "follow-wechat-stray-payments",
  async (_: undefined, { container }) => {
    const due = await wechatPayOf(container).listWechatStrayPayments(
      { progress: ["to_submit", "processing"], next_try_at: { $lte: new Date() } },
      { take: BATCH, order: { next_try_at: "ASC" }, select: ["id"] },
    );
    await eachOnItsOwn(container, "stray payment", due, async ({ id }) => {
      await followStrayPayment(container, id);
    });
    return new StepResponse(due.length);
  },
);

const followRefundsStep = createStep("follow-wechat-refunds", async (_: undefined, { container }) => {
  await recordNewRefunds(container);
  const due = await wechatPayOf(container).listWechatRefunds(
    { progress: ["to_submit", "processing"], next_try_at: { $lte: new Date() } },
    { take: BATCH, order: { next_try_at: "ASC" }, select: ["id"] },
  );
  await eachOnItsOwn(container, "refund", due, async ({ id }) => {
    await followRefund(container, id);
  });
  return new StepResponse(due.length);
});

/** Refunds that Medusa's own figures have not followed yet: a process died between the two. */
const bookRefundsStep = createStep("book-wechat-refunds", async (_: undefined, { container }) => {
  const due = await wechatPayOf(container).listWechatRefunds(
    { books_due: true },
    { take: BATCH, order: { requested_at: "ASC" }, select: ["id"] },
  );
  await eachOnItsOwn(container, "refund", due, async ({ id }) => {
    await whileRefundLocked(container, id, async () => await bookRefundDue(container, id));
  });
  return new StepResponse(due.length);
});

/** Orders whose money moved a minute ago: their figures are compared with it, and made to agree. */
const checkBookingsStep = createStep("check-wechat-bookings", async (_: undefined, { container }) => {
  const due = await wechatPayOf(container).listWechatBookingChecks(
    { check_at: { $lte: new Date() } },
    { take: BATCH, order: { check_at: "ASC" } },
  );
  await eachOnItsOwn(container, "booking", due, async (check) => {
    await checkBooking(container, check);
  });
  return new StepResponse(due.length);
});

/** Finishes everything about money that a lost message, a lost connection or a crash left unfinished. */
export const reconcilePaymentsWorkflow = createWorkflow("wechat-pay-reconcile-payments", () => {
  processDueNotificationsStep();
  askAboutOpenTradesStep();
  followStrayPaymentsStep();
  followRefundsStep();
  bookRefundsStep();
  checkBookingsStep();
});

/** One that fails must not keep the others from their turn; it comes again next time. */
async function eachOnItsOwn<T extends { id: string }>(
  container: MedusaContainer,
  kind: string,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        const reason = error instanceof Error ? error.message : "unknown";
        logger.warn(`WeChat Pay: ${kind} ${item.id} could not be reconciled: ${reason}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
