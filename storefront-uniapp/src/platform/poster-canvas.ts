import { layText } from "@/poster/lay-text";

/** What stands on a poster. */
export interface PosterContent {
  shop: string;
  picture: string | undefined;
  title: string;
  price: string;
  /** Who recommends, already masked. */
  by: string;
  hint: string;
  /** That it is an advertisement: the advertising law wants it to be recognisable. */
  label: string;
  code: { size: number; path: string };
}

const WIDTH = 750;
const HEIGHT = 1334;
const MARGIN = 48;
/** WeChat saves pictures up to this size by a long press. */
const MOST_BYTES = 1_000_000;
const QUALITIES = [0.92, 0.8, 0.65, 0.5] as const;
const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Draws a poster. @returns a JPEG of at most a megabyte, as a data address for an `<img>` that one saves by long press */
export async function drawPoster(content: PosterContent): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws nothing");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  await drawPicture(pen, content.picture);
  drawWords(pen, content);
  drawCode(pen, content.code);
  return smallEnough(canvas);
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  font: string,
  colour: string,
): void {
  pen.font = `${font} ${FONT}`;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function drawWords(
  pen: CanvasRenderingContext2D,
  { shop, title, price, by, hint, label }: PosterContent,
): void {
  write(pen, price, MARGIN, 850, "700 56px", "#1b7f53");
  pen.font = `600 38px ${FONT}`;
  const lines = layText(title, WIDTH - 2 * MARGIN, 2, (text) => pen.measureText(text).width);
  for (const [index, line] of lines.entries())
    write(pen, line, MARGIN, 916 + index * 54, "600 38px", "#18211c");
  write(pen, shop, MARGIN, 1130, "600 32px", "#18211c");
  write(pen, by, MARGIN, 1180, "400 28px", "#4c5751");
  write(pen, hint, MARGIN, 1224, "400 26px", "#5d6862");
  write(pen, label, MARGIN, 1290, "400 24px", "#5d6862");
}

function drawCode(pen: CanvasRenderingContext2D, { size, path }: PosterContent["code"]): void {
  const side = 240;
  pen.save();
  pen.translate(WIDTH - MARGIN - side, 1070);
  pen.scale(side / size, side / size);
  pen.fillStyle = "#000000";
  pen.fill(new Path2D(path));
  pen.restore();
}

async function drawPicture(pen: CanvasRenderingContext2D, address: string | undefined): Promise<void> {
  pen.fillStyle = "#eef1ee";
  pen.fillRect(0, 0, WIDTH, WIDTH);
  if (address === undefined) return;
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
  } catch {
    // A poster without its picture still leads to the product.
    return;
  }
  const side = Math.min(picture.naturalWidth, picture.naturalHeight);
  const left = (picture.naturalWidth - side) / 2;
  const top = (picture.naturalHeight - side) / 2;
  pen.drawImage(picture, left, top, side, side, 0, 0, WIDTH, WIDTH);
}

function smallEnough(canvas: HTMLCanvasElement): string {
  let address = "";
  for (const quality of QUALITIES) {
    address = canvas.toDataURL("image/jpeg", quality);
    // Base64 writes three bytes as four characters.
    if ((address.length * 3) / 4 <= MOST_BYTES) break;
  }
  return address;
}
