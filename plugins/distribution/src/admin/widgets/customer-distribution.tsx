import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types";
import { useQuery } from "@tanstack/react-query";
import {
  Card,
  DistributorLink,
  Fact,
  Facts,
  Loaded,
  Note,
  read,
  Status,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import { BINDINGS, type Binding, type BindingPage, bindingState } from "../referral/bindings";
import { DISTRIBUTORS, type Distributor, type DistributorPage, statusOf } from "../referral/distributor";

/** A customer's place in distribution: who invited them, and what they are as a distributor. */
const CustomerDistribution = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => {
  const query = useQuery({
    queryKey: ["distribution-customer", customer.id],
    queryFn: async () => {
      const [{ bindings }, { distributors }] = await Promise.all([
        read<BindingPage>(BINDINGS, { customer_id: customer.id, limit: 1 }),
        read<DistributorPage>(DISTRIBUTORS, { q: customer.id, limit: 1 }),
      ]);
      return { binding: bindings[0], distributor: distributors[0] };
    },
  });
  return (
    <Card title={t("分销")} testId="customer-distribution">
      <Loaded query={query}>
        {({ binding, distributor }) => (
          <>
            {binding ? <Inviter binding={binding} /> : <Note>{t("没有推荐人")}</Note>}
            {distributor ? <AsDistributor distributor={distributor} /> : <Note>{t("不是分销商")}</Note>}
          </>
        )}
      </Loaded>
    </Card>
  );
};

const Inviter = ({ binding }: { binding: Binding }) => (
  <Facts>
    <Fact name={binding.ended_at ? t("以前的推荐人") : t("推荐人")}>
      <DistributorLink id={binding.distributor_id}>{binding.distributor_name}</DistributorLink>
    </Fact>
    <Fact name={t("推荐关系")}>{bindingState(binding)}</Fact>
    <Fact name={t("绑定时间")}>{timeText(binding.bound_at)}</Fact>
  </Facts>
);

const AsDistributor = ({ distributor }: { distributor: Distributor }) => (
  <Facts>
    <Fact name={t("分销商")}>
      <DistributorLink id={distributor.id}>{distributor.display_name}</DistributorLink>
    </Fact>
    <Fact name={t("状态")}>
      <Status {...statusOf(distributor)} />
    </Fact>
    <Fact name={t("推荐顾客")}>{distributor.invited}</Fact>
    <Fact name={t("待结算")}>{yuan(distributor.pending_fen)}</Fact>
    <Fact name={t("可提现")}>{yuan(distributor.available_fen)}</Fact>
    <Fact name={t("累计佣金")}>{yuan(distributor.earned_fen)}</Fact>
  </Facts>
);

export const config = defineWidgetConfig({ zone: "customer.details.side.after" });

export default CustomerDistribution;
