import jsQR from "jsqr";

const LARGEST_SIDE = 1_000;

/** What the QR code of a picture says, if there is one to be read. @param source an address the page may read */
export async function readCode(source: string): Promise<string | undefined> {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
  const width = Math.max(1, Math.round(picture.naturalWidth * scale));
  const height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) return undefined;
  pen.drawImage(picture, 0, 0, width, height);
  return jsQR(pen.getImageData(0, 0, width, height).data, width, height)?.data || undefined;
}
