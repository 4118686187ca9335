// Reads a calendar as a calendar program does, and says in JSON what it understood.
import ICAL from 'ical.js'

let text = ''
for await (const part of process.stdin) text += part
const calendar = new ICAL.Component(ICAL.parse(text))
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
const events = calendar.getAllSubcomponents('vevent').map(e => new ICAL.Event(e)).map(e => ({
  uid: e.uid, sequence: e.sequence, summary: e.summary, location: e.location, description: e.description,
  status: e.component.getFirstPropertyValue('status'), start: e.startDate.toJSDate().toISOString(), end: e.endDate.toJSDate().toISOString(),
}))
console.log(JSON.stringify(events))
