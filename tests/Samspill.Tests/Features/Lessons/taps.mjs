// Runs assets/js/taps.js (its path is the argument) on a page of one form, with two taps kept, and says in JSON what it sent and what is left.
// While the first is under way another tab sends the second and keeps two more.
const store = new Map()
const [first, second, third] = ['a:Here', 'b:Away', 'c:Here'].map((tap, i) => ({ url: '/skole/i-dag?handler=Tap', tap, at: `2026-06-05T08:0${i}:00Z` }))
const received = { url: '/skole/i-dag?handler=Tap', tap: 'd:Here', at: new Date(Date.now() - 60000).toISOString() }
const [queue, refused] = ['taps:skole:trine', 'taps:skole:trine:refused']
const [sent, ages] = [[], []]
const answers = {
  'a:Here': () => { store.set(queue, JSON.stringify([first, received, third])); return [409, 'Timen er avlyst.'] },
  'c:Here': () => [408, ''],
  'd:Here': () => [404, 'Fins ikke.', true], // received, and its lesson is not shown any more
}
const row = { dataset: { account: 'trine' }, querySelector: () => null }
const form = { dataset: { offline: 'Ikke sendt' }, getAttribute: () => '/annen/time', querySelector: () => null }
Object.assign(globalThis, {
  location: { pathname: '/skole/i-dag' },
  localStorage: { getItem: name => store.get(name) ?? null, setItem: (name, value) => store.set(name, value), removeItem: name => store.delete(name) },
  document: {
    addEventListener() {},
    querySelector: path => ({ '[data-account]': row, 'form[data-taps]': form, 'input[name=__RequestVerificationToken]': { value: 'x' } })[path] ?? null,
    querySelectorAll: () => [],
  },
  DOMParser: class { parseFromString(page) { return { getElementById: () => null, querySelector: () => (page ? { textContent: page } : null) } } },
  addEventListener() {},
  setInterval() {},
  fetch: async (url, { body }) => {
    sent.push(body.get('tap'))
    ages.push(Number(body.get('age')))
    const [status, page, redirected = false] = answers[body.get('tap')]()
    return { status, ok: false, redirected, url, text: async () => page }
  },
})
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks: { request: (name, work) => work() } } })
store.set(queue, JSON.stringify([first, second]))
await import(process.argv[2])
await new Promise(done => setTimeout(done, 50))
console.log(JSON.stringify({ sent, ages, kept: JSON.parse(store.get(queue) ?? '[]').map(t => t.tap), refused: JSON.parse(store.get(refused) ?? '[]').map(r => `${r.at} ${r.why}`) }))
