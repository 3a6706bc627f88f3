import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const DistributionPage = () => (
  <ReportPage
    name="distribution"
    title={t("分销效果")}
    note={t("成本率 = （计提 − 追回）÷ 分销订单净销售额；订单、佣金随退款更新。")}
  />
);

export const config = defineRouteConfig({
  label: "分销效果",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("分销效果") };

export default DistributionPage;
