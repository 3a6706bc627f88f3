import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { isStorable } from "@tengman/values";
import { refusal } from "../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../modules/after-sale-cases/service";
import { RefusedError } from "../workflows/refused-error";

/**
 * Answers with a case's photograph, which only the browser that asked may keep.
 * @throws {RefusedError} `photo_unknown`
 */
export async function sendPhoto(
  req: MedusaRequest,
  res: MedusaResponse,
  after_sale_id: string,
): Promise<void> {
  const { photo_id = "" } = req.params;
  const cases = req.scope.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const id = isStorable(photo_id) ? photo_id : "";
  const [photo] = await cases.listAfterSalePictures({ id, after_sale_id }, { take: 1 });
  if (!photo) throw new RefusedError(refusal("photo_unknown"));
  const content = await req.scope.resolve(Modules.FILE).getAsBuffer(photo.file_id);
  res
    .set({
      "content-type": photo.mime_type,
      "cache-control": "private, max-age=86400, immutable",
      "x-content-type-options": "nosniff",
      "content-disposition": "inline",
    })
    .send(content);
}
