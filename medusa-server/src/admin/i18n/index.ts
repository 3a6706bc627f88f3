import { ZH_CN } from "./zh-cn";

/**
 * The admin speaks Chinese until its user chooses otherwise. Medusa's dashboard reads the language from the cookie or
 * the local storage entry `lng` when it starts, which is after this file was loaded, and from nowhere else: there is no
 * option for a default.
 */
const LANGUAGE_KEY = "lng";

function hasChosenLanguage(): boolean {
  const cookies = document.cookie.split(";").map((cookie) => cookie.trim());
  return (
    localStorage.getItem(LANGUAGE_KEY) !== null ||
    cookies.some((cookie) => cookie.startsWith(`${LANGUAGE_KEY}=`))
  );
}

if (typeof window !== "undefined" && !hasChosenLanguage()) localStorage.setItem(LANGUAGE_KEY, "zhCN");

export default { zhCN: { translation: ZH_CN } };
