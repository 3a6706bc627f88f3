const LONGEST_SIDE = 1_600;
const QUALITY = 0.85;

/**
 * A photograph as the shop takes it: drawn anew as a JPEG of a size that shows damage well. What the camera wrote beside
 * the picture, the place above all, stays on the phone.
 * @param url of the chosen file
 * @throws Error when the file is no picture
 */
export async function shrinkPhoto(url: string): Promise<Blob> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be drawn"))),
      "image/jpeg",
      QUALITY,
    );
  });
}
