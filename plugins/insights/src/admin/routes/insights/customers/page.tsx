import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const CustomersPage = () => (
  <ReportPage
    name="customers"
    title={t("客户与复购")}
    note={t("同期群按首次支付的月份分组，表中是之后各月再次支付的比例。")}
  />
);

export const config = defineRouteConfig({
  label: "客户与复购",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("客户与复购") };

export default CustomersPage;
