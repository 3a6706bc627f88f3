// The environment's faults in Chinese; they are worded in English where they are found.

/** @type {[RegExp, string][]} */
const WORDS = [
  [/^is missing$/, "没有设置"],
  [/names a file that cannot be read/, "指向的文件读不出来"],
  [/is set together with/, "与不带 _FILE 的同名变量只能设置一个"],
  [/points into this machine or a private network/, "指向本机或内网，正式商城必须直接连接服务商"],
  [/must be https: WeChat refuses anything else/, "必须是 https 地址，微信不接受别的"],
  [/must be https/, "必须是 https 地址，密钥会在上面传输"],
  [/must be smtps/, "必须是 smtps 地址，验证码和密码会在上面传输"],
  [/can be guessed/, "太容易被猜到，请重新随机生成"],
  [/must be another one than/, "不能与 JWT_SECRET 相同"],
  [/at least 32 characters/, "至少 32 个字符，可用 openssl rand -hex 32 生成"],
  [/must be a PEM/, "不是要求的 PEM 内容，也不是这种文件的路径"],
  [/without a path/, "只能是域名地址，不能带路径"],
  [/must be a postgres/, "必须是 postgres:// 地址"],
  [/must be a redis/, "必须是 redis:// 地址"],
  [/must be an http/, "必须是 http(s) 地址"],
  [/is exactly 32 characters/, "必须正好 32 个字符"],
  [/is 8 to 10 digits/, "是 8 到 10 位数字的商户号"],
  [/40 hex digits/, "是证书的序列号，40 位十六进制数"],
  [/is «wx» and 16/, "是 wx 开头的 18 位 AppID"],
  [/32 bytes in base64/, "是 base64 写法的 32 字节密钥"],
  [/number of proxies/, "是前面代理的层数（0 到 9）或代理的地址"],
];

/** @param {string} message a fault as `environment.js` words it */
export function inChinese(message) {
  return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? "填写有误";
}
