import type { MedusaContainer } from "@medusajs/framework/types";
import { isRefusalWithStatus } from "../../client/errors";
import type { SharingReceiver } from "../../client/profit-sharing";
import { sharingOf } from "./follow-share";

/** Lets a company receive shares, at WeChat first; again changes what it is to the merchant. */
export async function admitReceiver(container: MedusaContainer, receiver: SharingReceiver): Promise<void> {
  const service = sharingOf(container);
  await service.sharing.addReceiver(receiver);
  const [known] = await service.listWechatShareReceivers({ mch_id: receiver.mch_id }, { take: 1 });
  await (known
    ? service.updateWechatShareReceivers({ id: known.id, ...receiver })
    : service.createWechatShareReceivers({ ...receiver }));
}

/** The company receives no more shares. @returns false when it never did */
export async function dismissReceiver(container: MedusaContainer, mch_id: string): Promise<boolean> {
  const service = sharingOf(container);
  const [known] = await service.listWechatShareReceivers({ mch_id }, { take: 1 });
  if (!known) {
    return false;
  }
  try {
    await service.sharing.removeReceiver(mch_id);
  } catch (error) {
    // WeChat does not know it any more either.
    if (!isRefusalWithStatus(error, 404)) {
      throw error;
    }
  }
  await service.deleteWechatShareReceivers(known.id);
  return true;
}
