import { onPullDownRefresh } from "@dcloudio/uni-app";

/** Pulling the page down runs this and then lets the page go. */
export function refreshOnPull(run: () => Promise<unknown>): void {
  onPullDownRefresh(async () => {
    await run();
    uni.stopPullDownRefresh();
  });
}
