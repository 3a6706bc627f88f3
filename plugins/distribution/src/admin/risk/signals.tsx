import { Text } from "@medusajs/ui";
import { percent, Status, t } from "@tengman/admin-kit";
import { type RaisedSignal, VERDICTS } from "./risk-case";

/** What each signal says about what was measured. */
const SIGNALS: Record<string, (measured: number) => string> = {
  same_person_invited: (count) => t("推荐的顾客中有 {{count}} 个账号与本人为同一人", { count }),
  same_contact_invited: (count) =>
    t("推荐的顾客中有 {{count}} 个账号填写了与本人相同的电话（未经验证）", { count }),
  payee_named_by_others: (count) => t("另有 {{count}} 个账号填写过同一收款账户", { count }),
  paid_for_invited: (count) =>
    t("近 90 天为所推荐顾客的 {{count}} 个订单付款（这些订单不计其佣金）", { count }),
  payee_shared: (count) => t("另有 {{count}} 个账号向同一收款账户收过款", { count }),
  accounts_on_device: (count) => t("同一设备上有 {{count}} 个账号", { count }),
  invited_on_one_device: (count) => t("推荐的顾客中有 {{count}} 个账号来自同一设备", { count }),
  invited_on_own_device: (count) => t("推荐的顾客中有 {{count}} 个账号与本人使用同一设备", { count }),
  invited_at_own_address: (count) => t("推荐的顾客中有 {{count}} 个账号与本人收货地址或电话相同", { count }),
  bindings_per_hour: (count) => t("一小时内新增 {{count}} 个推荐绑定", { count }),
  joins_on_device_per_hour: (count) => t("同一设备一小时内加入 {{count}} 个分销商", { count }),
  orders_per_hour: (count) => t("一小时内产生 {{count}} 个分销订单", { count }),
  refund_rate_bps: (rate) => t("近 90 天佣金退款率 {{rate}}", { rate: percent(rate) }),
  by_hand: () => t("商家人工暂停"),
};

/** A signal in words; one that is newer than this page shows its own name. */
const signalText = ({ signal, measured }: RaisedSignal): string => SIGNALS[signal]?.(measured) ?? signal;

/** What was measured, in words. */
export const Signals = ({ signals }: { signals: RaisedSignal[] }) => (
  <div className="flex flex-col gap-y-1">
    {signals.map((raised) => (
      <div key={raised.signal} className="flex items-center gap-x-2">
        <Status {...VERDICTS[raised.verdict]} />
        <Text size="small">{signalText(raised)}</Text>
      </div>
    ))}
  </div>
);
