// <form data-keep="name"> keeps what is typed in this browser tab until a page says data-kept="name" (it was received).
// It helps where no draft on the server is possible: a session that expired, a reload, the back button.
// Passwords, files, hidden fields and anything inside data-private are never kept.
const kept = 'input:not([type=password],[type=file],[type=hidden]),select,textarea'
const fields = form => [...form.querySelectorAll(kept)].filter(f => f.name && !f.readOnly && !f.closest('[data-private]'))
const isChoice = f => f.type === 'checkbox' || f.type === 'radio'
// What the server has already put in a text field is newer than what the tab remembers,
// unless the form says data-keep-over: then its name changes with what the server has.
const mayFill = f => isChoice(f) || f.tagName === 'SELECT' || f.value === '' || f.form.hasAttribute('data-keep-over')
const keyOf = form => `kept:${location.pathname}:${form.dataset.keep}`

for (const done of document.querySelectorAll('[data-kept]'))
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('kept:') && key.endsWith(`:${done.dataset.kept}`)) sessionStorage.removeItem(key)

for (const form of document.querySelectorAll('form[data-keep]')) {
  const saved = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? '[]')
  for (const [name, value, checked] of saved)
    for (const field of fields(form).filter(f => f.name === name && mayFill(f)))
      if (isChoice(field)) field.checked = field.value === value ? checked : field.checked
      else field.value = value
  form.addEventListener('input', () =>
    sessionStorage.setItem(keyOf(form), JSON.stringify(fields(form).map(f => [f.name, f.value, f.checked ?? false]))))
}
