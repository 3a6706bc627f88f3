/** Parameters that are keys to something: whoever reads a log must not be able to use them. */
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
]);

/** Paths that end with a token. */
const SECRET_PATH = /(\/share-tokens\/)[^/?#]+/gi;

const MASK = "***";

/** An address as a log may hold it: the values of secret parameters, also behind a `#`, are masked. */
export function maskedAddress(address: string): string {
  return address
    .replace(SECRET_PATH, `$1${MASK}`)
    .replace(/([?&#])([^=&#?]+)=([^&#]*)/g, (whole, before: string, name: string) =>
      SECRET_PARAMETERS.has(plain(name)) ? `${before}${name}=${MASK}` : whole,
    );
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}
