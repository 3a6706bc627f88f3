/**
 * Parameters that are keys to something, which whoever reads a log must not be able to use, and those that say who
 * somebody is: WeChat names its followers in every push, and merchants search for people.
 */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  "code",
  "state",
  "token",
  "access_token",
  "st",
  "share_token",
  "secret",
  "page_secret",
  "password",
  "signature",
  "msg_signature",
  "openid",
  "q",
  "email",
  "phone",
]);

/** Paths that end with a token. */
const SECRET_PATH = /(\/share-tokens\/)[^/?#]+/gi;

/** What is somebody's, wherever it stands: a search in the admin is an address too. A mobile number, an e-mail address, an openid. */
const PERSONAL = [
  /(?<!\d)1[3-9]\d{9}(?!\d)/g,
  /[^/?&=#@\s]+(?:@|%40)[^/?&=#@\s]+/gi,
  /(?<![\w-])o[\w-]{27}(?![\w-])/g,
];

const MASK = "***";

/** An address as a log may hold it: the values of secret parameters, also behind a `#`, and what is personal are masked. */
export function maskedAddress(address: string): string {
  const withoutSecrets = address
    .replace(SECRET_PATH, `$1${MASK}`)
    .replace(/([?&#])([^=&#?]+)=([^&#]*)/g, (whole, before: string, name: string) =>
      SECRET_PARAMETERS.has(plain(name)) ? `${before}${name}=${MASK}` : whole,
    );
  return PERSONAL.reduce((text, pattern) => text.replace(pattern, MASK), withoutSecrets);
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}
