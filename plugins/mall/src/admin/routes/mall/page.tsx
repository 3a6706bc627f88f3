import { defineRouteConfig } from "@medusajs/admin-sdk";
import { BuildingStorefront } from "@medusajs/icons";
import { DisclosuresForm } from "../../shop-duties/disclosures-form";
import { FlaggedProducts } from "../../shop-duties/flagged-products";
import { PublishChecklist } from "../../shop-duties/publish-checklist";

/** Whether the shop may open, and what the merchant writes for it. */
const ShopDutiesPage = () => (
  <div className="flex flex-col gap-y-3">
    <PublishChecklist />
    <DisclosuresForm />
    <FlaggedProducts />
  </div>
);

export const config = defineRouteConfig({ label: "开店与发票", icon: BuildingStorefront });

export const handle = { breadcrumb: () => "开店自检" };

export default ShopDutiesPage;
