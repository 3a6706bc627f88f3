import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { deleteFilesWorkflow } from "@medusajs/medusa/core-flows";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";

const AT_ONCE = 100;

const forgetStep = createStep(
  "forget-waiting-after-sale-photos",
  async ({ before }: { before: string }, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const old = await cases.listAfterSalePictures(
      { after_sale_id: null, created_at: { $lt: new Date(before) } },
      { take: AT_ONCE, select: ["id", "file_id"] },
    );
    if (old.length > 0) await cases.deleteAfterSalePictures(old.map(({ id }) => id));
    return new StepResponse({ file_ids: old.map(({ file_id }) => file_id) });
  },
);

/** Removes photographs that no case took up. @returns the files that are gone */
export const forgetWaitingPhotosWorkflow = createWorkflow(
  "forget-waiting-after-sale-photos",
  (input: { before: string }) => {
    const forgotten = forgetStep(input);
    when("there-are-photos-to-forget", { forgotten }, ({ forgotten }) => forgotten.file_ids.length > 0).then(
      () => {
        deleteFilesWorkflow.runAsStep({
          input: transform({ forgotten }, ({ forgotten }) => ({ ids: forgotten.file_ids })),
        });
      },
    );
    return new WorkflowResponse(forgotten);
  },
);
