import { createCalendar, Interaction, ResourceTimeGrid, ResourceTimeline, TimeGrid } from '@event-calendar/core'

// The board draws what the server has, and asks the server for every move: nothing is decided here.
// A week has no dates: its days are those of a week in 2001 that begins on a Monday.
const dates = { mon: '2001-01-01', tue: '2001-01-02', wed: '2001-01-03', thu: '2001-01-04', fri: '2001-01-05', sat: '2001-01-06' }
const codes = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const board = document.querySelector('[data-board]')
if (board) start(board)

function start(board) {
  const { url, whose, day } = board.dataset
  const editable = board.dataset.editable === 'true'
  const kind = board.dataset.board
  const query = new URLSearchParams({ vis: kind, hvem: whose, dag: day })
  const panel = document.getElementById('panel')
  const said = document.querySelector('[data-board-said]')
  const undoButton = document.querySelector('[data-board-undo]')
  const redoButton = document.querySelector('[data-board-redo]')
  const history = { done: [], undone: [] } // steps: the handler to ask, and what to ask of it
  const mine = new Map() // the version of a lesson that one's own last move left
  let lessons = []
  let drags = 0
  let stepping = false

  board.hidden = false
  const byDay = kind === 'dag'
  const calendar = createCalendar(board, [TimeGrid, ResourceTimeGrid, ResourceTimeline, Interaction], {
    view: byDay ? 'resourceTimelineDay' : 'timeGridWeek',
    date: byDay ? dates[day] : dates.mon,
    locale: document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang,
    headerToolbar: { start: '', center: '', end: '' },
    firstDay: 1,
    hiddenDays: [0],
    allDaySlot: false,
    slotMinTime: '09:00:00',
    slotMaxTime: '22:00:00',
    slotDuration: '00:15:00',
    snapDuration: '00:05:00',
    slotHeight: 18,
    scrollTime: '12:45:00',
    height: byDay ? '75vh' : '46rem',
    dayHeaderFormat: { weekday: matchMedia('(width < 50rem)').matches ? 'short' : 'long' },
    nowIndicator: false,
    editable,
    eventDurationEditable: false,
    events: [],
    resources: [],
    eventContent: ({ event }) => event.display === 'background' ? '' : { domNodes: faceOf(event) },
    eventDidMount: ({ el, event }) => dress(el, event),
    eventDragStart: ({ event }) => shade(event.extendedProps.group),
    eventDragStop: () => unshade(),
    eventDrop: ({ event, oldEvent, revert }) => drop(event, oldEvent, revert),
  })

  // EventCalendar is a table of rows; a lesson is a row with one cell, and in it the button that opens the lesson.
  function faceOf(event) {
    const { group, roomName, teacherName, words } = event.extendedProps
    const cell = document.createElement('div')
    cell.setAttribute('role', 'cell')
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 's-weekboard-lesson' })
    button.append(line(event.title, 'ec-event-title'), line(byDay ? '' : kind === 'larer' ? roomName : teacherName), line(words, 'ds-sr-only'))
    button.addEventListener('click', (click) => open(group, click.detail === 0))
    cell.append(button)
    return [cell]
  }

  function line(text, className = '') {
    return Object.assign(document.createElement('span'), { textContent: text, className })
  }

  function dress(el, event) {
    const { group, kind: shape, locked, accepted } = event.extendedProps
    el.setAttribute('role', 'none')
    if (!group) return
    el.firstElementChild.setAttribute('role', 'row')
    el.dataset.kind = shape
    el.dataset.group = group
    el.classList.toggle('is-locked', locked)
    el.classList.toggle('is-clash', accepted !== '')
  }

  // What the server says; null when it does not answer, or not well.
  async function get(what) {
    try {
      const answer = await fetch(`${url}?${what}`)
      return answer.ok ? answer : null
    } catch {
      return null
    }
  }

  async function load() {
    const answer = await get(`handler=Timer&${query}`)
    if (!answer) return
    lessons = (await answer.json()).lessons
    if (byDay) {
      const teachers = new Map(lessons.map((l) => [l.teacher, l.teacherName]))
      calendar.setOption('resources', [...teachers].sort((a, b) => a[1].localeCompare(b[1], 'nb')).map(([id, title]) => ({ id, title })))
    }
    calendar.setOption('events', lessons.map((l) => ({
      id: l.id,
      title: l.title,
      start: `${dates[l.day]}T${l.start}:00`,
      end: `${dates[l.day]}T${l.end}:00`,
      resourceIds: byDay ? [l.teacher] : [],
      extendedProps: { ...l, group: l.id, words: `, ${l.course}, ${l.start}–${l.end}, ${byDay || kind !== 'larer' ? l.roomName : l.teacherName}` },
    })))
  }

  async function open(group, focus = false) {
    const answer = await get(`handler=Panel&time=${group}&${query}`)
    if (!answer) return
    panel.innerHTML = await answer.text()
    if (focus) panel.focus()
  }

  // What stands around the board, as a list and in numbers, as the server writes it now.
  async function refresh() {
    const answer = await get(query)
    if (!answer) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of document.querySelectorAll('[data-board-fresh]')) {
      const fresh = page.querySelector(`[data-board-fresh="${part.dataset.boardFresh}"]`)
      if (fresh) part.replaceChildren(...fresh.childNodes)
    }
  }

  // Where it works is shaded while one drags; what comes when the drag is over, is not.
  async function shade(group) {
    const drag = ++drags
    const answer = await get(`handler=Forslag&time=${group}`)
    const places = answer ? await answer.json() : []
    if (drag !== drags) return
    for (const [i, place] of places.entries()) {
      if (byDay && place.day !== day) continue
      calendar.addEvent({ id: `here-${i}`, start: `${dates[place.day]}T${place.start}:00`, end: `${dates[place.day]}T${place.end}:00`, display: 'background', resourceIds: byDay ? [place.teacher] : [], extendedProps: {} })
    }
  }

  function unshade() {
    drags++
    for (const event of calendar.getEvents()) if (String(event.id).startsWith('here-')) calendar.removeEventById(event.id)
  }

  function say(words, list = [], again, anyway = board.dataset.anyway) {
    said.replaceChildren()
    if (!words) return
    const alert = document.createElement('div')
    alert.className = 'ds-alert'
    alert.dataset.color = again ? 'danger' : 'info'
    const title = document.createElement('p')
    title.textContent = words
    const rules = document.createElement('ul')
    rules.className = 's-small'
    rules.append(...list.map((one) => Object.assign(document.createElement('li'), { textContent: one })))
    alert.append(title, rules)
    if (again) {
      const button = Object.assign(document.createElement('button'), { className: 'ds-button', type: 'button', textContent: anyway })
      button.dataset.variant = 'tertiary'
      button.addEventListener('click', again)
      alert.append(button)
    }
    said.append(alert)
  }

  // One change, asked of the server. Answers what it said; null when there was no answer.
  async function ask(handler, move) {
    const form = new FormData()
    for (const [name, value] of Object.entries(move)) if (value !== undefined && value !== null) form.append(name, value)
    form.append('__RequestVerificationToken', document.querySelector('input[name=__RequestVerificationToken]')?.value ?? '')
    try {
      const answer = await fetch(`${url}?handler=${handler}&${query}`, { method: 'POST', body: form, headers: { Accept: 'application/json' } })
      return answer.headers.get('content-type')?.includes('json') ? { status: answer.status, ...(await answer.json()) } : null
    } catch {
      return null
    }
  }

  // Asks, and does what follows only when it was done: also when somebody lets it pass later.
  async function perform(handler, move, then) {
    const answer = await ask(handler, move)
    if (!answer) say(board.dataset.offline)
    else if (answer.done) {
      mine.set(move.Group, answer.version)
      then(answer.was ? ['Flytt', { Group: move.Group, Day: answer.was.day, Start: answer.was.start, Room: answer.was.room, Teacher: answer.was.teacher, Rhythm: answer.was.rhythm }] : ['Ut', { Group: move.Group }])
      say(answer.clashes.length > 0 ? board.dataset.refused : '', answer.clashes)
    } else if (answer.words) {
      if (answer.status === 409) forget(move.Group)
      say(answer.words)
    } else say(board.dataset.refused, answer.clashes, () => perform(handler, { ...move, Accept: true }, then), handler === 'Gjenta' ? board.dataset.saveAnyway : undefined)
    await Promise.all([load(), refresh(), open(move.Group)])
    buttons()
  }

  async function drop(event, oldEvent, revert) {
    const props = event.extendedProps
    const when = event.start
    const start = `${String(when.getHours()).padStart(2, '0')}:${String(when.getMinutes()).padStart(2, '0')}`
    revert()
    begin(props.group, props.version)
    await perform('Flytt', { Group: props.group, Seen: props.version, Day: codes[when.getDay()], Start: start, Teacher: byDay ? event.resourceIds[0] : props.teacher }, moved)
  }

  // What one did before somebody else moved the lesson cannot be undone.
  function begin(group, seen) {
    if (mine.has(group) && mine.get(group) !== Number(seen)) forget(group)
  }

  function forget(group) {
    for (const list of Object.keys(history)) history[list] = history[list].filter(([, move]) => move.Group !== group)
    mine.delete(group)
  }

  // A new move: what was undone is gone.
  function moved(back) {
    history.undone = []
    history.done.push(back)
  }

  // Undo is a move back from where one's own move left the lesson, and asks like any other: what somebody else moved meanwhile is not overwritten. The step is there until it is done.
  async function back(from, to) {
    const step = history[from].at(-1)
    if (!step || stepping) return
    stepping = true
    const [handler, move] = step
    await perform(handler, { ...move, Seen: mine.get(move.Group) }, (other) => {
      history[from] = history[from].filter((one) => one !== step)
      history[to].push(other)
    }).finally(() => { stepping = false })
  }

  function buttons() {
    if (undoButton) undoButton.disabled = history.done.length === 0
    if (redoButton) redoButton.disabled = history.undone.length === 0
  }

  undoButton?.addEventListener('click', () => back('done', 'undone'))
  redoButton?.addEventListener('click', () => back('undone', 'done'))
  document.addEventListener('keydown', (key) => {
    if (!(key.ctrlKey || key.metaKey) || key.key.toLowerCase() !== 'z' || key.target.closest?.('input, textarea, select')) return
    key.preventDefault()
    if (key.shiftKey) back('undone', 'done')
    else back('done', 'undone')
  })

  // The panel's forms are asked in place, so that the board stays as it is scrolled. To lock and to repeat is no step to undo.
  panel.addEventListener('submit', (event) => {
    const handler = new URL(event.target.action).searchParams.get('handler')
    if (!handler) return
    event.preventDefault()
    const move = Object.fromEntries([...new FormData(event.target)].filter(([name]) => !name.startsWith('__')))
    begin(move.Group, move.Seen)
    perform(handler, move, handler === 'Flytt' || handler === 'Ut' ? moved : () => {})
  })
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-board-open]')
    if (!link) return
    event.preventDefault()
    open(link.dataset.boardOpen, true)
  })
  load()
}
