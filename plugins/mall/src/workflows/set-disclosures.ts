import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Disclosures } from "../domain/disclosures";
import { SHOP_DUTIES_MODULE } from "../modules/shop-duties";
import type { ShopDutiesService } from "../modules/shop-duties/service";

const writeDisclosuresStep = createStep(
  "write-disclosures",
  async (content: Disclosures, { container }) => {
    const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
    const before = await duties.readDisclosures();
    await duties.writeDisclosures(content);
    return new StepResponse<Disclosures, Disclosures>(content, before);
  },
  async (before, { container }) => {
    if (before) await container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE).writeDisclosures(before);
  },
);

/** Replaces what the shop tells about itself; the input is of the shape in `domain/disclosures.ts`. */
export const setDisclosuresWorkflow = createWorkflow("set-mall-disclosures", (content: Disclosures) => {
  return new WorkflowResponse(writeDisclosuresStep(content));
});
