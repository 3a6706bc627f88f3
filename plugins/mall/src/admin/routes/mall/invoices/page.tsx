import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, StatusBadge, Table, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { INVOICES_KEY, IssueInvoice } from "../../../shop-duties/issue-invoice";
import { fetchInvoices, type Invoice } from "../../../shop-duties/requests";

const STATES = { "": "全部", requested: "待开具", issued: "已开具" } as const;

/** ¥ with two decimals from fen. */
const yuan = (fen: string) => `¥${fen.padStart(3, "0").replace(/(\d{2})$/, ".$1")}`;

/** Invoices shoppers asked for, to be issued and looked up. */
const InvoicesPage = () => {
  const [state, setState] = useState<keyof typeof STATES>("requested");
  // The cursors that led to the page on screen; the first page has none.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { data, isError } = useQuery({
    queryKey: [...INVOICES_KEY, state, cursor],
    queryFn: () => fetchInvoices(state, cursor),
    placeholderData: keepPreviousData,
  });
  const next = data?.next_cursor;
  return (
    <Container className="divide-y p-0" data-testid="invoices">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading>发票</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            顾客申请后由你在电子税务局开具，再登记号码；金额为实付减已退
          </Text>
        </div>
        <div className="flex gap-x-2">
          {(Object.keys(STATES) as (keyof typeof STATES)[]).map((one) => (
            <Button
              key={one}
              size="small"
              variant={one === state ? "primary" : "secondary"}
              onClick={() => {
                setState(one);
                setCursors([]);
              }}
            >
              {STATES[one]}
            </Button>
          ))}
        </div>
      </div>
      {data?.invoices.length ? (
        <InvoiceTable invoices={data.invoices} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? "发票读取失败，请刷新重试" : data ? "这里还没有发票申请" : "正在读取…"}
        </Text>
      )}
      <div className="flex justify-end gap-x-2 px-6 py-4">
        <Button
          size="small"
          variant="transparent"
          disabled={!cursor}
          onClick={() => setCursors(cursors.slice(0, -1))}
        >
          上一页
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={!next}
          onClick={() => next && setCursors([...cursors, next])}
        >
          下一页
        </Button>
      </div>
    </Container>
  );
};

const InvoiceTable = ({ invoices }: { invoices: Invoice[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          {["订单", "抬头", "税号", "邮箱", "金额", "状态", ""].map((title) => (
            <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const InvoiceRow = ({ invoice }: { invoice: Invoice }) => {
  const { issued_amount_fen, amount_fen } = invoice;
  const isRefundedSince = issued_amount_fen !== null && issued_amount_fen !== amount_fen;
  return (
    <Table.Row data-testid="invoice-row" data-state={invoice.state}>
      <Table.Cell>
        <a href={`/app/orders/${invoice.order_id}`} className="text-ui-fg-interactive">
          {`#${invoice.order_display_id ?? "—"}`}
        </a>
      </Table.Cell>
      <Table.Cell>{invoice.title}</Table.Cell>
      <Table.Cell>{invoice.tax_number ?? "个人"}</Table.Cell>
      <Table.Cell>{invoice.email}</Table.Cell>
      <Table.Cell>
        {yuan(issued_amount_fen ?? amount_fen)}
        {isRefundedSince && (
          <Badge size="2xsmall" color="orange" className="ml-2">
            {`开具后有退款，现为 ${yuan(amount_fen)}`}
          </Badge>
        )}
      </Table.Cell>
      <Table.Cell>
        <StatusBadge color={invoice.state === "issued" ? "green" : "orange"}>
          {STATES[invoice.state]}
        </StatusBadge>
      </Table.Cell>
      <Table.Cell className="text-right">
        {invoice.state === "requested" ? (
          <IssueInvoice invoice={invoice} amount={yuan(amount_fen)} />
        ) : (
          <Text size="small">{invoice.invoice_number}</Text>
        )}
      </Table.Cell>
    </Table.Row>
  );
};

export const config = defineRouteConfig({ label: "发票" });

export const handle = { breadcrumb: () => "发票" };

export default InvoicesPage;
