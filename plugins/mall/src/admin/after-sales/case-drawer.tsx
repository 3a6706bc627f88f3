import { Text } from "@medusajs/ui";
import { DetailDrawer, Fact, Facts, OrderLink, Status, t, timeText, yuan } from "@tengman/admin-kit";
import { type AfterSale, photoPath } from "./case";
import { CaseDecisions } from "./case-decisions";
import { REASONS, refundText, STATES, TYPES, timeLeft } from "./case-texts";

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
  <DetailDrawer
    title={`${TYPES[found.type]} · ${yuan(found.approved_fen ?? found.asked_fen)}`}
    testId="after-sale-drawer"
    onClose={onClose}
    footer={<CaseDecisions found={found} onDone={onDone} />}
  >
    <Facts>
      <Fact name={t("状态")}>
        <Status {...STATES[found.state]} />
      </Fact>
      <Fact name={t("订单")}>
        <OrderLink id={found.order_id}>{`#${found.display_id ?? "—"}`}</OrderLink>
      </Fact>
      <Fact name={t("申请时间")}>{timeText(found.created_at)}</Fact>
      {found.answer_by && (
        <Fact name={t("处理截止")}>
          {t("{{time}}（{{left}}），逾期自动同意", {
            time: timeText(found.answer_by),
            left: timeLeft(found.answer_by, new Date()),
          })}
        </Fact>
      )}
      {found.is_automatic && <Fact name={t("处理方式")}>{t("逾期未处理，系统自动同意")}</Fact>}
      <Fact name={t("原因")}>{REASONS[found.reason] ?? found.reason}</Fact>
      {found.description && <Fact name={t("说明")}>{found.description}</Fact>}
      <Fact name={t("申请金额")}>{yuan(found.asked_fen)}</Fact>
      {found.approved_fen && <Fact name={t("同意金额")}>{yuan(found.approved_fen)}</Fact>}
      {found.reject_reason && <Fact name={t("拒绝原因")}>{found.reject_reason}</Fact>}
      {found.return_to && <Fact name={t("退货地址")}>{found.return_to}</Fact>}
      {found.send_back_by && <Fact name={t("寄回截止")}>{timeText(found.send_back_by)}</Fact>}
      {found.shipment && (
        <Fact name={t("退货物流")}>
          {found.shipment.carrier} {found.shipment.tracking_number}
        </Fact>
      )}
      {found.refund && <Fact name={t("退款")}>{refundText(found)}</Fact>}
      {found.refunded_at && <Fact name={t("到账时间")}>{timeText(found.refunded_at)}</Fact>}
      <Fact name={t("售后单号")}>
        <span className="break-all">{found.number}</span>
      </Fact>
    </Facts>
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
  </DetailDrawer>
);

const Photos = ({ found }: { found: AfterSale }) => (
  <div className="flex flex-col gap-y-2 px-6 py-4">
    <Text size="small" className="text-ui-fg-subtle">
      {t("图片凭证")}
    </Text>
    <ul className="grid grid-cols-4 gap-2">
      {found.photos.map(({ id }, index) => (
        <li key={id}>
          <a href={photoPath(found.id, id)} target="_blank" rel="noreferrer">
            <img
              src={photoPath(found.id, id)}
              alt={t("凭证图片 {{index}}", { index: index + 1 })}
              className="aspect-square w-full rounded-md object-cover"
              data-testid="case-photo"
            />
          </a>
        </li>
      ))}
    </ul>
  </div>
);
