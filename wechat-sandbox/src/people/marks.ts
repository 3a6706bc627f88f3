/** The picture of the payment account: a green field with a plain ¥ drawn in strokes. */
export const WECHAT_PAY_MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="200" height="200">
<rect width="100" height="100" fill="#07c160"/>
<g fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" stroke-linejoin="round">
<path d="M32 26l18 26 18-26"/><path d="M50 52v24"/><path d="M35 54h30"/><path d="M35 66h30"/></g></svg>`;
