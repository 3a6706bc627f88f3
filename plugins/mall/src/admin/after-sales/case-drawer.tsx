import { Button, Drawer, StatusBadge, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { DecisionForm } from "./decision-form";
import { type AfterSale, photoPath } from "./requests";
import { moment, REASONS, refundText, STATES, TYPES, timeLeft, yuan } from "./words";

/** Everything about one case, and the merchant's decision. */
export const CaseDrawer = ({
  found,
  onClose,
  onDone,
}: {
  found: AfterSale;
  onClose: () => void;
  onDone: (found: AfterSale) => void;
}) => (
  <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Drawer.Content>
      <Drawer.Header>
        <Drawer.Title>
          {TYPES[found.type]} · {yuan(found.approved_fen ?? found.asked_fen)}
        </Drawer.Title>
      </Drawer.Header>
      <Drawer.Body className="flex flex-col divide-y overflow-y-auto p-0" data-testid="after-sale-drawer">
        <dl className="flex flex-col gap-y-2 px-6 py-4">
          <Line name="状态">
            <StatusBadge color={STATES[found.state].color}>{STATES[found.state].label}</StatusBadge>
          </Line>
          <Line name="订单">
            <Button size="small" variant="transparent" asChild>
              <a href={`/app/orders/${found.order_id}`}>#{found.display_id ?? "—"}</a>
            </Button>
          </Line>
          <Line name="申请时间">{moment(found.created_at)}</Line>
          {found.answer_by && (
            <Line name="处理截止">
              {moment(found.answer_by)}（{timeLeft(found.answer_by, new Date())}），逾期自动同意
            </Line>
          )}
          {found.is_automatic && <Line name="处理方式">逾期未处理，系统自动同意</Line>}
          <Line name="原因">{REASONS[found.reason] ?? found.reason}</Line>
          {found.description && <Line name="说明">{found.description}</Line>}
          <Line name="申请金额">{yuan(found.asked_fen)}</Line>
          {found.approved_fen && <Line name="同意金额">{yuan(found.approved_fen)}</Line>}
          {found.reject_reason && <Line name="拒绝原因">{found.reject_reason}</Line>}
          {found.return_to && <Line name="退货地址">{found.return_to}</Line>}
          {found.send_back_by && <Line name="寄回截止">{moment(found.send_back_by)}</Line>}
          {found.shipment && (
            <Line name="退货物流">
              {found.shipment.carrier} {found.shipment.tracking_number}
            </Line>
          )}
          {found.refund && <Line name="退款">{refundText(found)}</Line>}
          {found.refunded_at && <Line name="到账时间">{moment(found.refunded_at)}</Line>}
          <Line name="售后单号">{found.id}</Line>
        </dl>
        <ul className="flex flex-col gap-y-3 px-6 py-4">
          {found.items.map((item) => (
            <li key={item.order_line_id} className="flex items-center gap-x-3">
              {item.thumbnail && <img src={item.thumbnail} alt="" className="size-10 rounded object-cover" />}
              <div className="min-w-0 flex-1">
                <Text size="small" className="truncate">
                  {item.title}
                </Text>
                <Text size="small" className="text-ui-fg-subtle">
                  {item.variant_title}
                </Text>
              </div>
              <Text size="small">×{item.quantity}</Text>
            </li>
          ))}
        </ul>
        {found.photos.length > 0 && <Photos found={found} />}
        <DecisionForm found={found} onDone={onDone} />
      </Drawer.Body>
    </Drawer.Content>
  </Drawer>
);

const Photos = ({ found }: { found: AfterSale }) => (
  <div className="flex flex-col gap-y-2 px-6 py-4">
    <Text size="small" className="text-ui-fg-subtle">
      图片凭证
    </Text>
    <ul className="grid grid-cols-4 gap-2">
      {found.photos.map(({ id }, index) => (
        <li key={id}>
          <a href={photoPath(found.id, id)} target="_blank" rel="noreferrer">
            <img
              src={photoPath(found.id, id)}
              alt={`凭证图片 ${index + 1}`}
              className="aspect-square w-full rounded-md object-cover"
              data-testid="case-photo"
            />
          </a>
        </li>
      ))}
    </ul>
  </div>
);

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex items-center justify-between gap-x-4">
    <dt className="text-ui-fg-subtle txt-small whitespace-nowrap">{name}</dt>
    <dd className="txt-small break-all text-right">{children}</dd>
  </div>
);
