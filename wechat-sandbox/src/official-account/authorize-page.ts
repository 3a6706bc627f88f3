import { escapeHtml } from "../escape-html.js";
import type { Person } from "../people/people.js";

const STYLE = `
*{box-sizing:border-box;margin:0}body{font:16px/1.5 -apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;
background:#ededed;color:#191919;min-height:100vh;display:flex;flex-direction:column}
a{color:inherit;text-decoration:none}.dim{position:fixed;inset:0;background:rgba(0,0,0,.55)}
.sheet{position:fixed;left:0;right:0;bottom:0;background:#fff;border-radius:14px 14px 0 0;padding:24px 24px 32px}
.brand{display:flex;align-items:center;gap:8px;font-size:15px}.brand img{width:26px;height:26px;border-radius:50%}
h1{font-size:18px;font-weight:600;margin:20px 0 16px}.person{display:flex;align-items:center;gap:12px;padding:14px 0;
border-top:1px solid #eee;border-bottom:1px solid #eee}.person img{width:44px;height:44px;border-radius:6px}
.person small{display:block;color:#888;font-size:13px}.tick{margin-left:auto;color:#07c160;font-size:20px}
.buttons{display:flex;gap:16px;justify-content:center;margin-top:28px}.buttons a{width:128px;padding:9px 0;border-radius:8px;
text-align:center;font-weight:600;background:#f2f2f2;color:#07c160}.buttons a.allow{background:#07c160;color:#fff}
.list{max-width:440px;width:100%;margin:40px auto;background:#fff;border-radius:12px;overflow:hidden}
.list h1{padding:4px 20px 0}.list p{padding:0 20px 12px;color:#888;font-size:14px}
.list a{display:flex;gap:12px;align-items:center;padding:12px 20px;border-top:1px solid #eee}.list a:hover{background:#fafafa}
.list img{width:44px;height:44px;border-radius:6px}.error{margin:auto;text-align:center;padding:32px;color:#888}
.error b{display:block;font-size:44px;color:#fa9d3b;line-height:1.2}.error h1{color:#191919}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** WeChat's error page for a wrong link. */
export function errorPage(words: string): string {
  return page(
    "提示",
    `<div class="error" data-testid="oauth-error"><b>!</b><h1>无法访问该页面</h1><p>${escapeHtml(words)}</p></div>`,
  );
}

/** The consent sheet of snsapi_userinfo. */
export function consentPage(accountName: string, person: Person, allow: string, deny: string): string {
  return page(
    "微信授权",
    `<div class="dim"></div><div class="sheet"><div class="brand"><img src="/avatars/account.svg" alt="">
<span>${escapeHtml(accountName)} 申请</span></div><h1>获取你的昵称、头像</h1>
<div class="person"><img src="/avatars/${person.openid}.svg" alt=""><div>${escapeHtml(person.nickname)}
<small>微信个人信息</small></div><span class="tick">✓</span></div>
<div class="buttons"><a href="${escapeHtml(deny)}" data-testid="oauth-deny">拒绝</a>
<a class="allow" href="${escapeHtml(allow)}" data-testid="oauth-allow">允许</a></div></div>`,
  );
}

/** The page outside the phones: choose who logs in. */
export function choicePage(accountName: string, people: { person: Person; href: string }[]): string {
  const rows = people
    .map(
      ({
        person,
        href,
      }) => `<a href="${escapeHtml(href)}" data-testid="oauth-person" data-person="${escapeHtml(person.nickname)}">
<img src="/avatars/${person.openid}.svg" alt="">${escapeHtml(person.nickname)}</a>`,
    )
    .join("");
  return page(
    "选择登录的人",
    `<div class="list"><h1>以谁的身份登录“${escapeHtml(accountName)}”？</h1>
<p>本地微信：请选择一位用户继续网页授权。</p>${rows}</div>`,
  );
}
