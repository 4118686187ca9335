// A double click sends a form once. The server is idempotent anyway; this only spares the second answer.
document.addEventListener('submit', event => {
  const form = event.target
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.getAttribute('aria-busy') === 'true') return event.preventDefault()
  form.setAttribute('aria-busy', 'true')
})

const free = () => document.querySelectorAll('form[aria-busy]').forEach(f => f.removeAttribute('aria-busy'))
addEventListener('pageshow', free) // the back button brings the page back as it was left
document.addEventListener('htmx:after:request', free)
