import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { ReportPage } from "../../../reports/report-page";

const ProductsPage = () => (
  <ReportPage
    name="products"
    title={t("商品分析")}
    note={t("转化率 = 支付订单数 ÷ 商品访客数；退货率 = 退货件数 ÷ 销量。")}
  />
);

export const config = defineRouteConfig({
  label: "商品分析",
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("商品分析") };

export default ProductsPage;
