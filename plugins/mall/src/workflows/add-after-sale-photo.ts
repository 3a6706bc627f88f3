import { generateEntityId } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { uploadFilesWorkflow } from "@medusajs/medusa/core-flows";
import { PHOTO_ENDINGS, PHOTO_LIMITS, type PhotoType } from "../domain/photo";
import { refusal } from "../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { RefusedError } from "./refused-error";

interface AddPhotoInput {
  order_id: string;
  customer_id: string;
  mime_type: PhotoType;
  content_base64: string;
}

/** Spares the upload where it is clear that there is no room; whether there is, is decided when the row is written. */
const checkRoomStep = createStep(
  "check-room-for-after-sale-photo",
  async ({ customer_id }: { customer_id: string }, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const [, waiting] = await cases.listAndCountAfterSalePictures(
      { customer_id, after_sale_id: null },
      { take: 1 },
    );
    if (waiting >= PHOTO_LIMITS.waiting) throw new RefusedError(refusal("photos_too_many"));
    return new StepResponse({ name: generateEntityId(undefined, "after-sale") });
  },
);

const writePhotoStep = createStep(
  "write-after-sale-photo",
  async (photo: Omit<AddPhotoInput, "content_base64"> & { file_id: string }, { container }) => {
    const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
    const written = await cases.addWaitingPhoto(photo, PHOTO_LIMITS.waiting);
    if (!written) throw new RefusedError(refusal("photos_too_many"));
    return new StepResponse(written);
  },
);

/**
 * Keeps a shopper's photograph as a private file until a case takes it up.
 * @throws {RefusedError} `photos_too_many`
 */
export const addAfterSalePhotoWorkflow = createWorkflow("add-after-sale-photo", (input: AddPhotoInput) => {
  const room = checkRoomStep(input);
  const files = uploadFilesWorkflow.runAsStep({
    input: transform({ input, room }, ({ input, room }) => ({
      files: [
        {
          filename: `${room.name}.${PHOTO_ENDINGS[input.mime_type]}`,
          mimeType: input.mime_type,
          content: input.content_base64,
          access: "private" as const,
        },
      ],
    })),
  });
  const photo = writePhotoStep(
    transform({ input, files }, ({ input: { order_id, customer_id, mime_type }, files }) => ({
      order_id,
      customer_id,
      mime_type,
      file_id: files[0]?.id ?? "",
    })),
  );
  return new WorkflowResponse(photo);
});
