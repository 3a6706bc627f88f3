const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/HarmonyOS|OpenHarmony/, "鸿蒙手机"],
  [/Android/, "安卓手机"],
  [/Windows/, "Windows 电脑"],
  [/Macintosh/, "Mac 电脑"],
  [/Linux/, "Linux 电脑"],
];
const PROGRAMS: readonly [RegExp, string][] = [
  [/MicroMessenger/, "微信"],
  [/QQBrowser/, "QQ 浏览器"],
  [/Edg/, "Edge 浏览器"],
  [/Firefox|FxiOS/, "Firefox 浏览器"],
  [/Chrome|CriOS/, "Chrome 浏览器"],
  [/Safari/, "Safari 浏览器"],
];

const nameIn = (names: readonly [RegExp, string][], text: string) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** What a device is called for its owner, by what its browser says: `iPhone · 微信`. */
export function deviceOf(user_agent: string): string {
  const parts = [nameIn(SYSTEMS, user_agent), nameIn(PROGRAMS, user_agent)].filter(
    (part) => part !== undefined,
  );
  return parts.length > 0 ? parts.join(" · ") : "其他设备";
}

/** Enough of a network address for its owner to know it by, and nobody else: `203.0.*.*`. */
export function networkOf(address: string): string {
  const of_four = /(\d+)\.(\d+)\.\d+\.\d+$/.exec(address);
  if (of_four) return `${of_four[1]}.${of_four[2]}.*.*`;
  const groups = address.split(":").filter((group) => group !== "");
  return groups.length > 1 ? `${groups.slice(0, 2).join(":")}:*` : "";
}
