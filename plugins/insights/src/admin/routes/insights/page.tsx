import { defineRouteConfig } from "@medusajs/admin-sdk";
import { ChartBar } from "@medusajs/icons";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../reports/report-page";

const OverviewPage = () => (
  <ReportPage
    name="overview"
    title={t("经营概览")}
    note={t("净销售额 = 支付金额 − 退款金额，按首次支付日归属；金额来自订单，佣金来自账本。")}
  />
);

export const config = defineRouteConfig({
  label: "数据",
  icon: ChartBar,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("经营概览") };

export default OverviewPage;
