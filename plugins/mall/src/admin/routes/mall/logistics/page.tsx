import { defineRouteConfig } from "@medusajs/admin-sdk";
import { t } from "@tengman/admin-kit";
import { LogisticsCard } from "../../../logistics/logistics-card";

/** Who tells where parcels are. */
const LogisticsPage = () => <LogisticsCard />;

export const config = defineRouteConfig({ label: "物流跟踪", rank: 3, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("物流跟踪") };

export default LogisticsPage;
