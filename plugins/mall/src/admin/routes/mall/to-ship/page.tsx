import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Text } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Column,
  DownloadButton,
  ListPage,
  labelsOf,
  OrderLink,
  read,
  Status,
  t,
  timeOrDash,
} from "@tengman/admin-kit";
import { useState } from "react";
import { Link } from "react-router-dom";
import { BulkSend } from "../../../to-ship/bulk-send";
import { ImportDrawer } from "../../../to-ship/import-drawer";
import { OrderDrawer } from "../../../to-ship/order-drawer";
import {
  addressText,
  FLAGS,
  lineText,
  openLines,
  TO_SHIP,
  TO_SHIP_LIST,
  type WaitingOrder,
  type WaitingPage,
} from "../../../to-ship/to-ship";

const columns = (): Column<WaitingOrder>[] => [
  {
    id: "order",
    title: t("订单"),
    cell: ({ order_id, number, flag }) => (
      <div className="flex items-center gap-x-2">
        <OrderLink id={order_id}>{number}</OrderLink>
        {flag && <Status {...FLAGS[flag]} />}
      </div>
    ),
  },
  { id: "paid", title: t("付款时间"), cell: ({ paid_at }) => timeOrDash(paid_at) },
  {
    id: "goods",
    title: t("待发商品"),
    cell: (order) => <div className="max-w-72 truncate">{openLines(order).map(lineText).join(t("、"))}</div>,
  },
  {
    id: "address",
    title: t("收货人"),
    cell: (order) => (
      <div className="max-w-60 truncate">{`${order.address.full_name} ${addressText(order)}`}</div>
    ),
  },
  {
    id: "remark",
    title: t("留言与备注"),
    cell: ({ buyer_remark, remark }) => (
      <div className="max-w-48 truncate">{[buyer_remark, remark].filter(Boolean).join(" · ") || "—"}</div>
    ),
  },
  { id: "hints", title: t("提示"), cell: (order) => <Hints order={order} /> },
];

const Hints = ({ order }: { order: WaitingOrder }) => (
  <div className="flex gap-x-1">
    {order.has_after_sales && <Status label={t("有售后")} color="red" />}
    {order.reminded_at && <Status label={t("催发货")} color="orange" />}
    {order.shipments.length > 0 && <Status label={t("部分已发")} color="blue" />}
  </div>
);

/** Paid orders that wait: sent one by one, together, or by a file. */
const ToShipPage = () => {
  const [opened, setOpened] = useState<WaitingOrder | null>(null);
  const [chosen, setChosen] = useState<WaitingOrder[]>([]);
  const [isImporting, setImporting] = useState(false);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [TO_SHIP_LIST] });
  const counts = useQuery({
    queryKey: [TO_SHIP_LIST, "counts"],
    queryFn: () =>
      read<{ orders: number; provinces: { province: string; orders: number }[] }>(`${TO_SHIP}/counts`),
  });
  const provinces = counts.data?.provinces ?? [];
  return (
    <>
      <ListPage<WaitingOrder, WaitingPage>
        name={TO_SHIP_LIST}
        title={t("待发货")}
        note={counts.data && t("共 {{orders}} 单待发货", { orders: counts.data.orders })}
        path={TO_SHIP}
        rowsOf={({ orders }) => orders}
        rowId={({ order_id }) => order_id}
        columns={columns()}
        search={t("订单编号、收货人、手机号、商品")}
        filters={[
          {
            id: "waiting_hours",
            label: t("已等待"),
            options: { 24: t("超过 24 小时"), 48: t("超过 48 小时"), 72: t("超过 72 小时") },
          },
          {
            id: "province",
            label: t("地区"),
            options: Object.fromEntries(
              provinces.map(({ province, orders }) => [province, `${province} (${orders})`]),
            ),
          },
          {
            id: "remark",
            label: t("备注"),
            options: { with: t("有留言或备注"), without: t("无留言和备注") },
          },
          { id: "flag", label: t("标记"), options: { ...labelsOf(FLAGS), none: t("无标记") } },
        ]}
        empty={t("没有待发货的订单")}
        noMatch={t("没有这样的待发货订单")}
        onOpen={setOpened}
        actions={
          <>
            <DownloadButton path={`${TO_SHIP}/export`} name="to-ship.csv" label={t("导出待发货单")} />
            <Button size="small" variant="secondary" onClick={() => setImporting(true)}>
              {t("导入发货单")}
            </Button>
          </>
        }
        selection={{ render: (orders) => <Chosen orders={orders} onSend={() => setChosen(orders)} /> }}
      />
      {opened && (
        <OrderDrawer key={opened.order_id} order={opened} onClose={() => setOpened(null)} onDone={refresh} />
      )}
      {chosen.length > 0 && <BulkSend orders={chosen} onClose={() => setChosen([])} onDone={refresh} />}
      {isImporting && <ImportDrawer onClose={() => setImporting(false)} onDone={refresh} />}
    </>
  );
};

const Chosen = ({ orders, onSend }: { orders: readonly WaitingOrder[]; onSend: () => void }) => {
  const ids = orders.map(({ order_id }) => order_id).join(",");
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-2" data-testid="chosen-orders">
      <Text size="small">{t("已选 {{count}} 单", { count: orders.length })}</Text>
      <Button size="small" onClick={onSend}>
        {t("批量发货")}
      </Button>
      <Button size="small" variant="secondary" asChild>
        <Link to={`/mall/to-ship/print?sheet=picking&order_ids=${ids}`}>{t("打印拣货单")}</Link>
      </Button>
      <Button size="small" variant="secondary" asChild>
        <Link to={`/mall/to-ship/print?sheet=notes&order_ids=${ids}`}>{t("打印发货单")}</Link>
      </Button>
    </div>
  );
};

export const config = defineRouteConfig({
  label: "待发货",
  nested: "/orders",
  rank: 1,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("待发货") };

export default ToShipPage;
