/** Whether this page is shown by WeChat. */
export function insideWechat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}

/** Whether this is WeChat on iOS, which checks JS-SDK signatures against the landing address. */
export function onIos(): boolean {
  return /iPhone|iPad|iPod/i.test(navigator.userAgent);
}
