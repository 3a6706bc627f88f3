import { toast } from "@/components/toast";
import { t } from "@/locale";

/** Copies a text and says so. */
export async function copyText(text: string, done: string = t.common.copied): Promise<void> {
  toast((await copied(text)) ? done : t.common.copyFailed);
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** The older way, for plain-http pages and web views without the clipboard interface. */
function copiedBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.cssText = "position:fixed;top:0;opacity:0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
