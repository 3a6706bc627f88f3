import { Badge, Button, Table } from "@medusajs/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CustomerLink, Loaded, Note, sendForm, t, timeOrDash, yuan } from "@tengman/admin-kit";
import type { Expression } from "./segment";

interface Customer {
  readonly customer_id: string;
  readonly name: string;
  readonly order_count: number;
  readonly net_fen: string;
  readonly last_order_at: string | null;
  readonly tags: string[];
}

interface CustomerPage {
  readonly customers: Customer[];
  readonly next_cursor?: string;
}

const PAGE = 20;

/** Who is in a segment, those who paid most first; null is everybody. */
export const SegmentCustomers = ({ expression }: { expression: Expression | null }) => {
  const list = useInfiniteQuery({
    queryKey: ["crm-segment-customers", expression],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      sendForm<CustomerPage>("/admin/crm/segments/customers", {
        limit: PAGE,
        ...(expression ? { expression } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      }),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  return (
    <Loaded query={list}>
      {({ pages }) => {
        const customers = pages.flatMap((page) => page.customers);
        return customers.length === 0 ? (
          <Note>{t("没有符合条件的顾客")}</Note>
        ) : (
          <>
            <div className="overflow-x-auto">
              <CustomerTable customers={customers} />
            </div>
            {list.hasNextPage && (
              <div className="px-6 py-4">
                <Button
                  size="small"
                  variant="secondary"
                  isLoading={list.isFetchingNextPage}
                  onClick={() => list.fetchNextPage()}
                >
                  {t("显示更多")}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
};

const CustomerTable = ({ customers }: { customers: Customer[] }) => (
  <Table>
    <Table.Header>
      <Table.Row>
        <Table.HeaderCell>{t("顾客")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("支付订单数")}</Table.HeaderCell>
        <Table.HeaderCell className="text-right">{t("净支付金额")}</Table.HeaderCell>
        <Table.HeaderCell>{t("最近一次下单")}</Table.HeaderCell>
        <Table.HeaderCell>{t("标签")}</Table.HeaderCell>
      </Table.Row>
    </Table.Header>
    <Table.Body>
      {customers.map(({ customer_id, name, order_count, net_fen, last_order_at, tags }) => (
        <Table.Row key={customer_id} data-testid="segment-customer">
          <Table.Cell>
            <CustomerLink id={customer_id}>{name}</CustomerLink>
          </Table.Cell>
          <Table.Cell className="text-right">{order_count}</Table.Cell>
          <Table.Cell className="text-right">{yuan(net_fen)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">{timeOrDash(last_order_at)}</Table.Cell>
          <Table.Cell>
            <span className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Badge key={tag} size="2xsmall">
                  {tag}
                </Badge>
              ))}
            </span>
          </Table.Cell>
        </Table.Row>
      ))}
    </Table.Body>
  </Table>
);
