import { Label, Switch, Text } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Loaded, messages, read, send, t, useCommand } from "@tengman/admin-kit";

const LOGISTICS = "/admin/mall/logistics";

interface Logistics {
  service: "kuaidi100" | "kdniao" | null;
  receipt_on_signed: boolean;
}

const SERVICES = messages({ kuaidi100: "快递100", kdniao: "快递鸟" });

/** Who tells where parcels are, and whether a signature is taken for receipt. */
export const LogisticsCard = () => {
  const client = useQueryClient();
  const found = useQuery({ queryKey: ["mall-logistics"], queryFn: () => read<Logistics>(LOGISTICS) });
  const saving = useCommand(
    async (receipt_on_signed: boolean) => {
      await send(LOGISTICS, { receipt_on_signed });
      return t("已保存");
    },
    () => client.invalidateQueries({ queryKey: ["mall-logistics"] }),
  );
  return (
    <Card title={t("物流跟踪")} level="h1" testId="logistics">
      <Loaded query={found}>
        {({ service, receipt_on_signed }) => (
          <div className="flex flex-col gap-y-3 px-6 py-4">
            <Text size="small">
              {service
                ? t("物流信息来自 {{service}}", { service: SERVICES[service] })
                : t("未开通物流跟踪：顾客只能看到快递公司和运单号")}
            </Text>
            <div className="flex items-center gap-x-2">
              <Switch
                id="receipt-on-signed"
                checked={receipt_on_signed}
                disabled={saving.isBusy || service === null}
                onCheckedChange={(is) => saving.run(is)}
              />
              <Label size="small" htmlFor="receipt-on-signed">
                {t("全部包裹签收后自动确认收货（默认关闭，由顾客确认或到期自动确认）")}
              </Label>
            </div>
          </div>
        )}
      </Loaded>
    </Card>
  );
};
