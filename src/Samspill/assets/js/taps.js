// Attendance on a bad line. A tap in <form data-taps> is kept in this browser before it is sent, with its time, and sent again until the
// server has answered. The server lets the later tap win and counts one that comes twice once, so nothing is lost or doubled.
// Kept per account: what one teacher tapped is never sent as another.
const box = () => document.querySelector('[data-account]')
const key = () => `taps:${location.pathname.split('/')[1]}:${box().dataset.account}`
const kept = () => JSON.parse(localStorage.getItem(key()) ?? '[]')
const keep = taps => (taps.length ? localStorage.setItem(key(), JSON.stringify(taps)) : localStorage.removeItem(key()))
let sending = false

const say = text => {
  const state = document.querySelector('[data-taps-state]')
  if (state && text) state.textContent = text
}

// What was tapped shows at once, dashed until the server has it.
function draw(tap) {
  const [pupil, presence] = tap.split(':')
  const rows = [...document.querySelectorAll('.s-att button')]
  for (const row of rows.filter(r => (pupil === 'rest' ? r.dataset.state === 'unseen' : r.value.startsWith(pupil)))) {
    const here = presence === 'Here'
    row.setAttribute('aria-pressed', here)
    row.dataset.state = here ? 'here' : 'away'
    row.dataset.unsent = ''
    row.value = `${row.value.split(':')[0]}:${here ? 'Away' : 'Here'}`
    row.querySelector('[data-word]').textContent = here ? row.dataset.here : row.dataset.away
  }
}

async function send() {
  if (sending || !box()) return
  sending = true
  try {
    for (let taps = kept(); taps.length; taps = kept()) {
      const { url, tap, at } = taps[0]
      const form = document.querySelector('form[data-taps]')
      const body = new URLSearchParams({ tap, at, __RequestVerificationToken: document.querySelector('input[name=__RequestVerificationToken]').value })
      const answer = await fetch(url, { method: 'POST', body })
      if (answer.redirected && answer.url.includes('/logg-inn')) return say(form?.dataset.signIn)
      if (answer.status >= 500 || answer.status === 400 || answer.status === 429) return say(form?.dataset.offline)
      keep(kept().slice(1)) // received, or refused in words that the page shows
      if (kept().length === 0 && sameLesson(url)) show(await answer.text())
    }
  } catch {
    say(document.querySelector('form[data-taps]')?.dataset.offline)
  } finally {
    sending = false
  }
}

const sameLesson = url => document.querySelector('form[data-taps]')?.getAttribute('action') === url

function show(page) {
  const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('oppmote')
  if (!fresh) return location.reload()
  const focused = document.activeElement?.closest('.s-att button')?.value.split(':')[0]
  box().replaceWith(fresh)
  if (focused) document.querySelector(`.s-att button[value^="${focused}"]`)?.focus()
}

document.addEventListener('submit', event => {
  const form = event.target
  if (!form.matches('form[data-taps]') || !event.submitter) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const tap = event.submitter.value
  keep([...kept(), { url: form.getAttribute('action'), tap, at: new Date().toISOString() }])
  draw(tap)
  send()
}, true)

addEventListener('online', send)
setInterval(() => box() && kept().length && send(), 15000)
if (box()) {
  for (const { url, tap } of kept()) if (sameLesson(url)) draw(tap)
  send()
}
