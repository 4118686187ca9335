// Reads a JSON-stat dataset as a statistics program does, and says in JSON what it understood.
import JSONstat from 'jsonstat-toolkit'

let text = ''
for await (const part of process.stdin) text += part
const dataset = JSONstat(JSON.parse(text))
const cells = Array.from({ length: dataset.n }, (_, i) => dataset.Data(i))
console.log(JSON.stringify({
  kind: dataset.class, label: dataset.label, dimensions: dataset.id, time: dataset.role?.time ?? [], geo: dataset.role?.geo ?? [],
  categories: dataset.id.map(id => dataset.Dimension(id).id),
  values: cells.map(c => c.value), hidden: cells.flatMap((c, i) => c.status === ':' ? [i] : []),
}))
