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
    const before = await mall.readHomeDocument();
    await mall.writeHome(content);
    return new StepResponse<HomeContent, HomeContent>(content, before);
  },
  async (before, { container }) => {
    if (before) await container.resolve<MallModuleService>(MALL_MODULE).writeHome(before);
  },
);

/**
 * Replaces the document of the home page: what stands there until blocks are published, and what every product's page
 * promises. Refuses content that is not of the shape in `domain/home-content.ts`.
 */
export const setHomeContentWorkflow = createWorkflow("set-mall-home-content", (input: HomeContentInput) => {
  return new WorkflowResponse(writeHomeContentStep(input));
});
