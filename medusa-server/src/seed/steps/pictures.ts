import type { MedusaContainer } from "@medusajs/framework/types";
import { uploadFilesWorkflow } from "@medusajs/medusa/core-flows";
import type { Drawing } from "../pictures/drawing";
import { renderPicture } from "../pictures/render";

/**
 * Renders drawings and hands them to the shop's file storage.
 * Answers addresses without an origin where the shop itself serves them: the two phones' web views show the shop at
 * origins of their own. Pictures on another host (an object store) keep their full address.
 */
export async function uploadDrawings(
  container: MedusaContainer,
  shop_origin: string | undefined,
  drawings: readonly Drawing[],
): Promise<string[]> {
  const files: { filename: string; mimeType: string; content: string; access: "public" }[] = [];
  for (const drawing of drawings) {
    const image = await renderPicture(drawing);
    files.push({
      filename: `${drawing.name}.webp`,
      mimeType: "image/webp",
      content: image.toString("base64"),
      access: "public",
    });
  }
  const { result } = await uploadFilesWorkflow(container).run({ input: { files } });
  return result.map(({ url }) => withoutOrigin(url, shop_origin));
}

function withoutOrigin(address: string, shop_origin: string | undefined): string {
  const url = new URL(address);
  return shop_origin !== undefined && url.origin === new URL(shop_origin).origin ? url.pathname : address;
}
