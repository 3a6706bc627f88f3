import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const SearchesPage = () => (
  <ReportPage
    name="searches"
    title={t("搜索分析")}
    note={t("没有结果的搜索词，往往是顾客想买而店里没有的商品。")}
  />
);

export const config = defineRouteConfig({
  label: "搜索分析",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("搜索分析") };

export default SearchesPage;
