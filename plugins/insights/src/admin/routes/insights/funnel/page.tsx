import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const FunnelPage = () => (
  <ReportPage
    name="funnel"
    title={t("转化漏斗")}
    note={t("下单和支付以订单为准；走到后一步的访客也计入前面的步骤。")}
  />
);

export const config = defineRouteConfig({
  label: "转化漏斗",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("转化漏斗") };

export default FunnelPage;
