/** Hands a value to the person as a file of their own. */
export function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The download has begun once the click is over; the browser keeps what it reads.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
