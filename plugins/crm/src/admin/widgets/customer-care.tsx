import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { Text } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Loaded, Note, OrderLink, read, t, timeText, yuan } from "@tengman/admin-kit";
import { ACTIONS, type CustomerPage, KINDS, pathOf, type TimelineEvent } from "../customer/customer";
import { Care, KnownFacts, Notes, Tags, Tasks } from "../customer/customer-parts";

/** What is known of a customer and done for them: facts, tags, notes, tasks, and what happened. */
const CustomerCare = ({ data: { id } }: DetailWidgetProps<AdminCustomer>) => {
  const queries = useQueryClient();
  const page = useQuery({ queryKey: ["crm-customer", id], queryFn: () => read<CustomerPage>(pathOf(id)) });
  const refresh = () => {
    queries.invalidateQueries({ queryKey: ["crm-customer", id] });
    queries.invalidateQueries({ queryKey: ["crm-timeline", id] });
  };
  return (
    <>
      <Card title={t("客户档案")} testId="customer-care">
        <Loaded query={page}>
          {(known) => {
            const part = { id, page: known, onDone: refresh };
            return (
              <>
                <KnownFacts page={known} />
                <Tags {...part} />
                <Care {...part} />
                <Notes {...part} />
                <Tasks {...part} />
              </>
            );
          }}
        </Loaded>
      </Card>
      <Timeline id={id} />
    </>
  );
};

const Timeline = ({ id }: { id: string }) => {
  const timeline = useQuery({
    queryKey: ["crm-timeline", id],
    queryFn: () =>
      read<{ events: TimelineEvent[]; users: Readonly<Record<string, string>> }>(`${pathOf(id)}/timeline`),
  });
  return (
    <Card title={t("动态")} testId="customer-timeline">
      <Loaded query={timeline}>
        {({ events, users }) =>
          events.length === 0 ? (
            <Note>{t("还没有动态")}</Note>
          ) : (
            <ol className="flex max-h-96 flex-col gap-y-2 overflow-y-auto px-6 py-4">
              {events.map((event) => (
                <li
                  key={`${event.at} ${event.kind} ${event.order_id ?? ""} ${event.text ?? ""}`}
                  className="flex items-start justify-between gap-x-4"
                >
                  <Happened event={event} />
                  <Text size="xsmall" className="text-ui-fg-muted whitespace-nowrap">
                    {timeText(event.at)}
                    {event.actor_id ? ` · ${users[event.actor_id] ?? t("自动")}` : ""}
                  </Text>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
};

const Happened = ({ event: { kind, order_id, amount_fen, text = "" } }: { event: TimelineEvent }) => {
  const words = kind === "changed" ? (ACTIONS[text] ?? text) : kind === "after_sale" ? t("查看订单") : text;
  return (
    <Text size="small">
      {`${KINDS[kind]} `}
      {order_id && kind !== "coupon_used" ? <OrderLink id={order_id}>{words}</OrderLink> : words}
      {amount_fen ? ` ${yuan(amount_fen)}` : ""}
    </Text>
  );
};

export const config = defineWidgetConfig({ zone: "customer.details.after" });

export default CustomerCare;
