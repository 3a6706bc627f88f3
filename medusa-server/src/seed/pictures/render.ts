import sharp from "sharp";
import type { Drawing } from "./drawing";

const QUALITY = 86;

/** Renders a drawing as WebP in its own size. */
export function renderPicture({ svg, width, height }: Drawing): Promise<Buffer> {
  return sharp(Buffer.from(svg)).resize(width, height).webp({ quality: QUALITY }).toBuffer();
}
