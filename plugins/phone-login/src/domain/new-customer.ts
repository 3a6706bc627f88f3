/** The customer of a number that nobody had before. The name shows no more of the number than its end. */
export function newCustomer(phone: string): { first_name: string; phone: string; has_account: true } {
  return { first_name: `用户${phone.slice(-4)}`, phone, has_account: true };
}
