// Attendance on a bad line. A tap in <form data-taps> is kept in this browser before it is sent, with its time, and sent again until the
// server has answered, from whatever page is open. It is sent with its age, so that a wrong clock does no harm. The server lets the later
// tap win and counts one that comes twice once, so nothing is lost or doubled.
// Kept per account: what one teacher tapped is never sent as another. The layout's [data-account] says whose, and what waits or was refused.
const box = () => document.querySelector('[data-account]')
const form = () => document.querySelector('form[data-taps]')
const key = () => `taps:${location.pathname.split('/')[1]}:${box().dataset.account}`
const refusedKey = () => `${key()}:refused`
const read = name => JSON.parse(localStorage.getItem(name) ?? '[]')
const write = (name, list) => (list.length ? localStorage.setItem(name, JSON.stringify(list)) : localStorage.removeItem(name))
const kept = () => read(key())
const patience = () => AbortSignal.timeout(30000) // a line that hangs lets go
let sending = false

// Another tab may have tapped or sent meanwhile: what is taken out is this tap, wherever it stands.
const drop = ({ url, tap, at }) => write(key(), kept().filter(t => t.url !== url || t.tap !== tap || t.at !== at))

// One tab sends at a time, where the browser can see to it.
const alone = work => (navigator.locks ? navigator.locks.request(key(), work) : work())

// The lesson's own line, or the page's; its own words stand there again when nothing waits.
const say = text => {
  const line = document.querySelector('[data-taps-state]') ?? box().querySelector('[aria-live]')
  if (!line) return
  line.dataset.own ??= line.textContent
  line.textContent = text || line.dataset.own
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
    await alone(sendKept)
  } catch {
    say(box().dataset.offline)
  } finally {
    sending = false
  }
}

async function sendKept() {
  for (let taps = kept(); taps.length; taps = kept()) {
    const [next] = taps
    const body = new URLSearchParams({ tap: next.tap, age: Math.max(0, Date.now() - Date.parse(next.at)), __RequestVerificationToken: document.querySelector('input[name=__RequestVerificationToken]').value })
    const answer = await fetch(next.url, { method: 'POST', body, signal: patience() })
    if (answer.redirected && answer.url.includes('/logg-inn')) return say(box().dataset.signIn)
    if (answer.status >= 500 || [400, 408, 429].includes(answer.status)) return say(box().dataset.offline)
    const page = await answer.text()
    drop(next)
    // What was received leads on to the lesson, which one who stood in may not see any more.
    if (!answer.ok && !answer.redirected) refuse(next, page)
    else if (answer.ok && !kept().length && sameLesson(next.url)) show(page)
  }
  say('')
  await refresh()
}

// What another tab has sent, or the server would not have, is drawn as it stands now.
async function refresh() {
  if (!form()?.querySelector('[data-unsent]')) return
  const here = new URL(form().getAttribute('action'), location)
  here.searchParams.delete('handler')
  show(await (await fetch(here, { signal: patience() })).text())
}

const sameLesson = url => form()?.getAttribute('action') === url

function show(page) {
  const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('oppmote')
  if (!fresh) return location.reload()
  const focused = document.activeElement?.closest('.s-att button')?.value.split(':')[0]
  document.getElementById('oppmote').replaceWith(fresh)
  if (focused) document.querySelector(`.s-att button[value^="${focused}"]`)?.focus()
}

// What the server would not have is told until somebody has seen it: when it was tapped, and why.
function refuse({ at }, page) {
  const why = new DOMParser().parseFromString(page, 'text/html').querySelector('.ds-error-summary li')?.textContent.trim() ?? ''
  write(refusedKey(), [...read(refusedKey()), { at, why }].slice(-20))
  tell()
}

function tell() {
  box().querySelector('[data-taps-refused]')?.remove()
  const [template, refused] = [box().querySelector('template[data-refused]'), read(refusedKey())]
  if (!template || !refused.length) return
  const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
  const notice = document.importNode(template.content, true).firstElementChild
  for (const { at, why } of refused) {
    const line = document.createElement('li')
    line.textContent = `${template.dataset.refused.replace('{0}', new Date(at).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' }))} ${why}`
    notice.querySelector('ul').append(line)
  }
  notice.querySelector('button').addEventListener('click', () => {
    write(refusedKey(), [])
    tell()
  })
  box().prepend(notice)
}

document.addEventListener('submit', event => {
  const sent = event.target
  if (!sent.matches('form[data-taps]') || !event.submitter) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const tap = event.submitter.value
  write(key(), [...kept(), { url: sent.getAttribute('action'), tap, at: new Date().toISOString() }])
  draw(tap)
  send()
}, true)

addEventListener('online', send)
setInterval(() => box() && (kept().length || form()?.querySelector('[data-unsent]')) && send(), 15000)
if (box()) {
  for (const { url, tap } of kept()) if (sameLesson(url)) draw(tap)
  tell()
  send()
}
