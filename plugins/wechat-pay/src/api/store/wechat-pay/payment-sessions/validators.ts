import { z } from "zod";

const appId = z.string().min(1).max(32).optional();

/** How a shopper wants to pay: inside WeChat (`jsapi`), in a phone's browser (`h5`), or by a QR code (`native`). */
export const presentBody = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("jsapi"), openid: z.string().min(1).max(128), app_id: appId }),
  z.strictObject({
    channel: z.literal("h5"),
    h5_type: z.enum(["iOS", "Android", "Wap"]).default("Wap"),
    redirect_url: z.url({ protocol: /^https?$/ }).optional(),
    app_id: appId,
  }),
  z.strictObject({ channel: z.literal("native"), app_id: appId }),
]);
