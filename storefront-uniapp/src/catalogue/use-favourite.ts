import { ref } from "vue";
import { fetchIsSaved, putSaved } from "@/api/saved-products";
import { toast } from "@/components/toast";
import { t } from "@/locale";
import { savedWords } from "@/locale/zh-cn-saved";
import { asCustomer } from "@/session/log-in";
import { readToken } from "@/session/token";

/** Whether the shopper keeps a product as a favourite; strangers are asked to log in when they press. */
export function useFavourite(productId: () => string) {
  const isFavourite = ref(false);

  /** Notes that the product was looked at, and learns whether it is kept. Both are extras: a failure is silent. */
  async function seen(): Promise<void> {
    if (readToken() === undefined) return;
    try {
      isFavourite.value = await fetchIsSaved("favourites", productId());
      await putSaved("footprints", productId(), true);
    } catch {
      // The product can be bought all the same.
    }
  }

  async function change(): Promise<void> {
    const wanted = !isFavourite.value;
    isFavourite.value = wanted;
    try {
      isFavourite.value = await putSaved("favourites", productId(), wanted);
      toast(wanted ? savedWords.added : savedWords.removed);
    } catch {
      isFavourite.value = !wanted;
      toast(t.error.unreachable);
    }
  }

  return { isFavourite, seen, toggle: () => asCustomer(change) };
}
