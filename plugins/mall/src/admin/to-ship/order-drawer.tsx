import { Button, Input, Label, Select, Text, Textarea } from "@medusajs/ui";
import { DetailDrawer, Fact, Facts, OrderLink, send, t, timeOrDash, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { CarrierSelect, NumberInput } from "./carrier-select";
import { sendParcels } from "./send-requests";
import { addressText, FLAGS, type Flag, openLines, type WaitingLine, type WaitingOrder } from "./to-ship";

interface DrawerProps {
  order: WaitingOrder;
  onClose: () => void;
  onDone: () => void;
}

/** One order: who waits for what, the merchant's note, and a parcel of all or a part of it. */
export const OrderDrawer = ({ order, onClose, onDone }: DrawerProps) => (
  <DetailDrawer
    title={t("发货 · {{number}}", { number: order.number })}
    testId="send-order"
    onClose={onClose}
    footer={<SendForm order={order} onClose={onClose} onDone={onDone} />}
  >
    <Facts>
      <Fact name={t("订单")}>
        <OrderLink id={order.order_id}>{order.number}</OrderLink>
      </Fact>
      <Fact name={t("付款时间")}>{timeOrDash(order.paid_at)}</Fact>
      {order.reminded_at && <Fact name={t("顾客催发货")}>{timeOrDash(order.reminded_at)}</Fact>}
      <Fact name={t("收货人")}>{`${order.address.full_name} ${order.address.phone}`}</Fact>
      <Fact name={t("收货地址")}>{addressText(order)}</Fact>
      {order.buyer_remark && <Fact name={t("买家留言")}>{order.buyer_remark}</Fact>}
      {order.has_after_sales && <Fact name={t("售后")}>{t("有售后单，请先核对再发货")}</Fact>}
      {order.shipments.length > 0 && (
        <Fact name={t("已发包裹")}>
          {order.shipments.map(({ tracking_number }) => tracking_number ?? "—").join(t("、"))}
        </Fact>
      )}
    </Facts>
    <MarkForm order={order} onDone={onDone} />
  </DetailDrawer>
);

/** The pieces that were typed; undefined when they are all that is left. @returns null when nothing would be sent */
function piecesOf(lines: readonly WaitingLine[], typed: Readonly<Record<string, number>>) {
  const pieces = lines.flatMap(({ id, left }) => {
    const quantity = typed[id] ?? left;
    return quantity > 0 ? [{ line_id: id, quantity }] : [];
  });
  if (lines.every(({ id, left }) => (typed[id] ?? left) === left)) return undefined;
  return pieces.length > 0 ? pieces : null;
}

const SendForm = ({ order, onClose, onDone }: DrawerProps) => {
  const lines = openLines(order);
  const [typed, setTyped] = useState<Readonly<Record<string, number>>>({});
  const [carrier, setCarrier] = useState("");
  const [number, setNumber] = useState("");
  const pieces = piecesOf(lines, typed);
  const sending = useCommand(async () => {
    const parcel = { carrier, tracking_number: number, ...(pieces ? { pieces } : {}) };
    const { said, refused } = await sendParcels([{ order_id: order.order_id, parcels: [parcel] }]);
    const why = refused.get(order.order_id);
    if (why !== undefined) throw new Error(why);
    onClose();
    return said;
  }, onDone);
  return (
    <div className="flex flex-col gap-y-3">
      {lines.map((line) => (
        <div key={line.id} className="flex items-center justify-between gap-x-4">
          <Text size="small">
            {[line.title, line.variant_title].filter(Boolean).join(" ")}
            {line.packed > 0 && ` ${t("（已打包 {{packed}} 件）", { packed: line.packed })}`}
          </Text>
          <Input
            size="small"
            type="number"
            className="w-20"
            min={0}
            max={line.left}
            aria-label={t("{{title}} 发几件", { title: line.title })}
            value={typed[line.id] ?? line.left}
            onChange={({ target }) => {
              const wanted = Math.trunc(Number(target.value) || 0);
              setTyped({ ...typed, [line.id]: Math.min(line.left, Math.max(0, wanted)) });
            }}
          />
        </div>
      ))}
      <CarrierSelect value={carrier} onChange={setCarrier} />
      <NumberInput label={t("运单号")} value={number} onChange={setNumber} />
      <div className="flex justify-end">
        <Button
          size="small"
          disabled={carrier === "" || number === "" || pieces === null}
          isLoading={sending.isBusy}
          onClick={() => sending.run(undefined)}
        >
          {pieces ? t("发出这个包裹") : t("发货")}
        </Button>
      </div>
    </div>
  );
};

const NO_FLAG = "none";

const MarkForm = ({ order, onDone }: Pick<DrawerProps, "order" | "onDone">) => {
  const [flag, setFlag] = useState<Flag | null>(order.flag);
  const [remark, setRemark] = useState(order.remark ?? "");
  const marking = useCommand(async () => {
    await send(`/admin/mall/orders/${order.order_id}/mark`, { flag, remark: remark.trim() || null });
    return t("已保存");
  }, onDone);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Label size="small" htmlFor="order-remark">
        {t("商家备注（顾客看不到）")}
      </Label>
      <Textarea
        id="order-remark"
        rows={2}
        maxLength={500}
        value={remark}
        onChange={({ target }) => setRemark(target.value)}
      />
      <div className="flex items-center justify-between gap-x-2">
        <Select
          size="small"
          value={flag ?? NO_FLAG}
          onValueChange={(chosen) => setFlag(chosen === NO_FLAG ? null : (chosen as Flag))}
        >
          <Select.Trigger aria-label={t("标记")} className="w-32">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value={NO_FLAG}>{t("无标记")}</Select.Item>
            {Object.entries(FLAGS).map(([key, { label }]) => (
              <Select.Item key={key} value={key}>
                {label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
        <Button
          size="small"
          variant="secondary"
          isLoading={marking.isBusy}
          onClick={() => marking.run(undefined)}
        >
          {t("保存备注")}
        </Button>
      </div>
    </div>
  );
};
