import { StatusBadge, Text } from "@medusajs/ui";

export interface RaisedSignal {
  signal: string;
  measured: number;
  bound: number;
  verdict: "review" | "hold";
}

export const VERDICTS = {
  review: { label: "待核查", color: "orange" },
  hold: { label: "资金暂停", color: "red" },
} as const;

const SIGNALS: Record<string, (measured: number) => string> = {
  same_person_invited: (count) => `推荐的顾客中有 ${count} 个账号与本人为同一人`,
  same_contact_invited: (count) => `推荐的顾客中有 ${count} 个账号填写了与本人相同的电话（未经验证）`,
  payee_named_by_others: (count) => `另有 ${count} 个账号填写过同一收款账户`,
  paid_for_invited: (count) => `近 90 天为所推荐顾客的 ${count} 个订单付款（这些订单不计其佣金）`,
  payee_shared: (count) => `另有 ${count} 个账号向同一收款账户收过款`,
  accounts_on_device: (count) => `同一设备上有 ${count} 个账号`,
  invited_on_one_device: (count) => `推荐的顾客中有 ${count} 个账号来自同一设备`,
  invited_on_own_device: (count) => `推荐的顾客中有 ${count} 个账号与本人使用同一设备`,
  invited_at_own_address: (count) => `推荐的顾客中有 ${count} 个账号与本人收货地址或电话相同`,
  bindings_per_hour: (count) => `一小时内新增 ${count} 个推荐绑定`,
  joins_on_device_per_hour: (count) => `同一设备一小时内加入 ${count} 个分销商`,
  orders_per_hour: (count) => `一小时内产生 ${count} 个分销订单`,
  refund_rate_bps: (rate) => `近 90 天佣金退款率 ${rate / 100}%`,
  by_hand: () => "商家人工暂停",
};

/** What was measured, in words. */
export const Signals = ({ signals }: { signals: RaisedSignal[] }) => (
  <div className="flex flex-col gap-y-1">
    {signals.map(({ signal, measured, verdict }) => (
      <div key={signal} className="flex items-center gap-x-2">
        <StatusBadge color={VERDICTS[verdict].color}>{VERDICTS[verdict].label}</StatusBadge>
        <Text size="small">{SIGNALS[signal]?.(measured) ?? signal}</Text>
      </div>
    ))}
  </div>
);
