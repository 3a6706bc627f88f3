import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const TrafficPage = () => (
  <ReportPage
    name="traffic"
    title={t("流量与渠道")}
    note={t("访客按天去重后相加；渠道取访客当天第一次进店的来源。")}
  />
);

export const config = defineRouteConfig({
  label: "流量与渠道",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("流量与渠道") };

export default TrafficPage;
