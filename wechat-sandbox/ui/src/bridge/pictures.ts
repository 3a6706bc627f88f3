import type { PhoneLine } from "./phone-line";

const LONG_PRESS_MS = 550;
const MOST_PICTURES = 8;
const SMALLEST_SIDE = 60;
const LARGEST_SIDE = 1_600;

type Picture = HTMLImageElement | HTMLCanvasElement;

/** A picture's bytes as a data address; nothing when the page may not read them itself. */
function bytesOf(picture: Picture): string | undefined {
  const wide = picture instanceof HTMLImageElement ? picture.naturalWidth : picture.width;
  const high = picture instanceof HTMLImageElement ? picture.naturalHeight : picture.height;
  if (Math.min(wide, high) < SMALLEST_SIDE) return undefined;
  const scale = Math.min(1, LARGEST_SIDE / Math.max(wide, high));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  try {
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.92);
  } catch {
    return undefined;
  }
}

function isOnScreen(picture: Element): boolean {
  const box = picture.getBoundingClientRect();
  const seen =
    box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return seen && getComputedStyle(picture).visibility === "visible";
}

/** The pictures one sees now: what the camera of another phone would have before it. */
function picturesOnScreen(): string[] {
  const all = [...document.querySelectorAll<Picture>("img, canvas")];
  return all
    .filter(isOnScreen)
    .slice(0, MOST_PICTURES)
    .flatMap((picture) => bytesOf(picture) ?? []);
}

/** A long press (or a right click) on a picture opens WeChat's menu for it; another phone may scan what is on screen. */
export function offerPictures(line: PhoneLine): void {
  line.obey("pictures", picturesOnScreen);
  let press: ReturnType<typeof setTimeout> | undefined;
  const offer = (target: EventTarget | null): boolean => {
    const picture = target instanceof Element ? target.closest<HTMLImageElement>("img") : null;
    const bytes = picture === null ? undefined : bytesOf(picture);
    if (bytes !== undefined) line.tell("picture", { bytes });
    return bytes !== undefined;
  };
  const release = () => clearTimeout(press);
  document.addEventListener("contextmenu", (event) => {
    release();
    if (offer(event.target)) event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    release();
    if (event.button === 0) press = setTimeout(offer, LONG_PRESS_MS, event.target);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove", "scroll"])
    document.addEventListener(end, release, { capture: true, passive: true });
}
