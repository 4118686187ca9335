// <form data-draft="/sok/kladd"> is posted to that address a moment after each change, so nothing typed is lost.
// The answer, if it has text ("Lagret kl. 19.42"), is shown in the form's [data-draft-state].
const pause = 800
const waiting = new WeakMap()

async function save(form) {
  const state = form.querySelector('[data-draft-state]')
  try {
    const answer = await fetch(form.dataset.draft, { method: 'POST', body: new FormData(form), headers: { 'X-Draft': '1' } })
    // A lost session answers with the way to sign in, not with what was saved.
    if (state) state.textContent = answer.ok && !answer.redirected ? await answer.text() : state.dataset.failed ?? ''
  } catch {
    // No network: keep quiet about the technique, say plainly that it is not saved.
    if (state) state.textContent = state.dataset.failed ?? ''
  }
}

document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-draft]')
  if (!form) return
  clearTimeout(waiting.get(form))
  waiting.set(form, setTimeout(() => save(form), pause))
})

document.addEventListener('submit', event => clearTimeout(waiting.get(event.target)))
