import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const HabitsPage = () => (
  <ReportPage
    name="habits"
    title={t("消费习惯")}
    note={t("相关倍数大于 1，表示两种商品一起买比各自随机相遇更常见。")}
  />
);

export const config = defineRouteConfig({
  label: "消费习惯",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("消费习惯") };

export default HabitsPage;
