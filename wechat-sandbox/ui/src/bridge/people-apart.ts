const OWNER = "wechat-client:holder";
const drawer = (person: string) => `wechat-client:storage:${person}`;

/** Each WeChat account has a web storage of its own: when the web view goes to another person, so does the storage. */
export function keepPeopleApart(holder: string): void {
  const before = localStorage.getItem(OWNER);
  if (before === holder) return;
  const all = Object.entries({ ...localStorage }) as [string, string][];
  const others = all.filter(([key]) => key.startsWith(drawer("")));
  const own = all.filter(([key]) => !key.startsWith("wechat-client:"));
  const kept = JSON.parse(localStorage.getItem(drawer(holder)) ?? "[]") as [string, string][];
  localStorage.clear();
  for (const [key, value] of [...others, ...kept]) localStorage.setItem(key, value);
  localStorage.removeItem(drawer(holder));
  if (before !== null) localStorage.setItem(drawer(before), JSON.stringify(own));
  localStorage.setItem(OWNER, holder);
  sessionStorage.clear();
}
