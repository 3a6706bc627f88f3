import { onShow } from "@dcloudio/uni-app";
import type { ShareTarget } from "@/api/referral-types";
import { readToken } from "@/session/token";
import { useSession } from "@/stores/session";
import { setShareCard } from "@/wechat/share-card";
import { linkTo, shareTokenFor } from "./share-link";

export interface CardWords {
  title: string;
  desc: string;
  image?: string | null | undefined;
}

/** Sets what the top-right menu of WeChat sends while this page is shown; a distributor's card carries a token. */
export function useShareCard() {
  const session = useSession();
  let offered: { target: ShareTarget; words: CardWords } | undefined;

  async function linkFor(target: ShareTarget): Promise<string> {
    if (readToken() === undefined) return linkTo(target);
    try {
      await session.loadDistribution();
      return session.isDistributor ? linkTo(target, await shareTokenFor(target)) : linkTo(target);
    } catch {
      return linkTo(target);
    }
  }

  async function offer(target: ShareTarget, words: CardWords): Promise<void> {
    offered = { target, words };
    const link = await linkFor(target);
    if (offered.target !== target) return;
    try {
      await setShareCard({
        title: words.title,
        desc: words.desc,
        link,
        imgUrl: words.image ? new URL(words.image, location.href).href : "",
      });
    } catch {
      // Without a signed page WeChat shares the page's own address: less pretty, still correct.
    }
  }

  // Coming back from another page, which may have set a card of its own.
  onShow(() => {
    if (offered !== undefined) void offer(offered.target, offered.words);
  });

  return { offer };
}
