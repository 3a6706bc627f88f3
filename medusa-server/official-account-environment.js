// The Official Account's message push: its variables, and what of them belongs together.
const { z } = require("zod");

const aesKeys = z
  .string()
  .default("")
  .transform((value) => value.split(",").flatMap((key) => key.trim() || []))
  .pipe(
    z
      .array(z.string().regex(/^[A-Za-z0-9]{43}$/, "is one or two EncodingAESKeys of 43 letters and digits"))
      .max(2),
  );

const pushShape = {
  WECHAT_OA_PUSH_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, "is 3 to 32 letters and digits")
    .optional(),
  WECHAT_OA_PUSH_AES_KEYS: aesKeys,
  WECHAT_OA_PUSH_MODE: z.enum(["plain", "compatible", "aes"]).default("aes"),
};

/**
 * Which of the variables are missing: a token without a key would leave every push unread.
 * @param {PushEnvironment} environment
 */
function missingPushVariables(environment) {
  const {
    WECHAT_OA_PUSH_TOKEN: token,
    WECHAT_OA_PUSH_AES_KEYS: keys,
    WECHAT_OA_PUSH_MODE: mode,
  } = environment;
  if (token === undefined) return keys.length > 0 ? ["WECHAT_OA_PUSH_TOKEN"] : [];
  return mode !== "plain" && keys.length === 0 ? ["WECHAT_OA_PUSH_AES_KEYS"] : [];
}

/**
 * The plugin's option `push`; undefined while the shop has no token.
 * @param {PushEnvironment} environment
 */
function officialAccountPush(environment) {
  const {
    WECHAT_OA_PUSH_TOKEN: token,
    WECHAT_OA_PUSH_AES_KEYS: aes_keys,
    WECHAT_OA_PUSH_MODE: mode,
  } = environment;
  return token === undefined ? undefined : { token, aes_keys, mode };
}

/**
 * @typedef {{ WECHAT_OA_PUSH_TOKEN?: string, WECHAT_OA_PUSH_AES_KEYS: string[],
 *   WECHAT_OA_PUSH_MODE: "plain" | "compatible" | "aes" }} PushEnvironment
 */

module.exports = { missingPushVariables, officialAccountPush, pushShape };
