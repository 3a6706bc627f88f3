import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge } from "@medusajs/ui";
import { type Column, ListPage, labelsOf, OrderLink, Status, t, timeText, yuan } from "@tengman/admin-kit";
import { INVOICE_STATES, INVOICES, type Invoice, type InvoicePage } from "../../../invoices/invoice";
import { INVOICES_KEY, IssueInvoice } from "../../../invoices/issue-invoice";

const Amount = ({ invoice: { issued_amount_fen, amount_fen } }: { invoice: Invoice }) => (
  <>
    {yuan(issued_amount_fen ?? amount_fen)}
    {issued_amount_fen !== null && issued_amount_fen !== amount_fen && (
      <Badge size="2xsmall" color="orange" className="ml-2">
        {t("开具后有退款，现为 {{amount}}", { amount: yuan(amount_fen) })}
      </Badge>
    )}
  </>
);

const columns = (): Column<Invoice>[] => [
  { id: "requested", title: t("申请时间"), cell: ({ requested_at }) => timeText(requested_at) },
  {
    id: "order",
    title: t("订单"),
    cell: ({ order_id, order_display_id }) => (
      <OrderLink id={order_id}>{`#${order_display_id ?? "—"}`}</OrderLink>
    ),
  },
  { id: "title", title: t("抬头"), cell: ({ title }) => title },
  { id: "tax", title: t("税号"), cell: ({ tax_number }) => tax_number ?? t("个人") },
  { id: "email", title: t("邮箱"), cell: ({ email }) => email },
  { id: "amount", title: t("金额"), isNumber: true, cell: (invoice) => <Amount invoice={invoice} /> },
  { id: "state", title: t("状态"), cell: ({ state }) => <Status {...INVOICE_STATES[state]} /> },
  {
    id: "number",
    title: t("发票号码"),
    cell: (invoice) =>
      invoice.state === "requested" ? (
        <IssueInvoice invoice={invoice} amount={yuan(invoice.amount_fen)} />
      ) : (
        invoice.invoice_number
      ),
  },
];

/** Invoices shoppers asked for, to be issued and looked up. */
const InvoicesPage = () => (
  <ListPage<Invoice, InvoicePage>
    name={INVOICES_KEY[0]}
    title={t("发票")}
    note={t("顾客申请后由你在电子税务局开具，再登记号码；金额为实付减已退")}
    path={INVOICES}
    rowsOf={({ invoices }) => invoices}
    rowId={({ id }) => id}
    columns={columns()}
    filters={[{ id: "state", label: t("状态"), options: labelsOf(INVOICE_STATES) }]}
    start={{ state: "requested" }}
    empty={t("暂无发票申请")}
    noMatch={t("暂无这个状态的发票")}
  />
);

export const config = defineRouteConfig({ label: "发票", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("发票") };

export default InvoicesPage;
