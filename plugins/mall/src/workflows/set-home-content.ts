import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { type HomeContent, type HomeContentInput, homeContentShape } from "../domain/home-content";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";

const writeHomeContentStep = createStep(
  "write-home-content",
  async (input: HomeContentInput, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const content = homeContentShape.parse(input);
    const before = await mall.readHome();
    await mall.writeHome(content);
    return new StepResponse<HomeContent, HomeContent>(content, before);
  },
  async (before, { container }) => {
    if (before) await container.resolve<MallModuleService>(MALL_MODULE).writeHome(before);
  },
);

/** Replaces what the merchant put on the home page. Refuses content that is not of the shape in `domain/home-content.ts`. */
export const setHomeContentWorkflow = createWorkflow("set-mall-home-content", (input: HomeContentInput) => {
  return new WorkflowResponse(writeHomeContentStep(input));
});
