import { defineRouteConfig } from "@medusajs/admin-sdk";
import { BuildingStorefront } from "@medusajs/icons";
import { t } from "@tengman/admin-kit";
import { DisclosuresForm } from "../../compliance/disclosures-form";
import { FlaggedProducts } from "../../compliance/flagged-products";
import { PublishChecklist } from "../../compliance/publish-checklist";

/** Whether the shop may open, and what the merchant writes for it. */
const ShopDutiesPage = () => (
  <div className="flex flex-col gap-y-3">
    <PublishChecklist />
    <DisclosuresForm />
    <FlaggedProducts />
  </div>
);

export const config = defineRouteConfig({
  label: "店铺",
  icon: BuildingStorefront,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("店铺") };

export default ShopDutiesPage;
