const VISIBLE_MS = 2_600;

let region: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something briefly at the middle of the screen, aloud to screen readers too. */
export function toast(message: string): void {
  region ??= createRegion();
  region.textContent = message;
  region.dataset.visible = "true";
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (region) region.dataset.visible = "false";
  }, VISIBLE_MS);
}

function createRegion(): HTMLElement {
  const element = document.createElement("div");
  element.className = "toast";
  element.setAttribute("role", "status");
  element.setAttribute("aria-live", "polite");
  element.dataset.testid = "toast";
  document.body.append(element);
  return element;
}
