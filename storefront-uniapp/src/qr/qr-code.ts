import qrcode from "qrcode-generator";

/** Readers want four empty modules around a code. */
const QUIET_MODULES = 4;

/** A QR code as one SVG path in a square of `size` modules, empty border included. */
export function qrPath(text: string): { size: number; path: string } {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
    }
  }
  return { size: count + 2 * QUIET_MODULES, path };
}
