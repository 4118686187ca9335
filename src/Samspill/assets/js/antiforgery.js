// Buttons outside forms (hx-post on a button) carry the antiforgery token of <meta name="csrf">.
// Forms carry their own hidden field, so pages without such buttons have no meta and stay cacheable.
document.addEventListener('htmx:config:request', event => {
  const token = document.querySelector('meta[name=csrf]')?.content
  if (token) event.detail.ctx.request.headers['RequestVerificationToken'] = token
})
