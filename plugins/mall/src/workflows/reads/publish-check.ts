import type { MedusaContainer } from "@medusajs/framework/types";
import { checkPublishing } from "../../domain/publish-check";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { SHOP_DUTIES_MODULE } from "../../modules/shop-duties";
import type { ShopDutiesService } from "../../modules/shop-duties/service";
import { listFlaggedProducts } from "./advertising";

/** «Can this shop open?», from the shop's settings, what it discloses and the texts of everything on sale. */
export async function readPublishCheck(container: MedusaContainer) {
  const { icp_number, business_license_url } = container.resolve<MallModuleService>(MALL_MODULE).settings;
  const disclosures = await container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE).readDisclosures();
  const flagged_products = (await listFlaggedProducts(container)).length;
  return checkPublishing({ icp_number, business_license_url, disclosures, flagged_products });
}
