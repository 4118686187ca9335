import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { optionOf } from './js/chart-option.js'
import { readTable } from './js/chart-table.js'

use([BarChart, LineChart, GridComponent, AriaComponent, SVGRenderer])

// Which colour is what, in words. One series needs no legend: the title says it.
function legend(figure, plot, series) {
  if (series.length < 2) return
  const stacked = 'stacked' in figure.dataset
  const list = document.createElement('ul')
  list.className = 's-legend'
  list.append(...series.map((one, i) => {
    const item = document.createElement('li')
    const swatch = document.createElement('span')
    swatch.className = stacked && i === series.length - 1 ? 's-swatch c-0' : `s-swatch c-${i + 1}`
    item.append(swatch, one.name)
    return item
  }))
  plot.before(list)
}

// <figure data-chart="bar|line"> holds a .s-plot and the table that it draws. The table is the truth.
function draw(figure) {
  const plot = figure.querySelector('.s-plot')
  const chart = init(plot, null, { renderer: 'svg', locale: 'EN' })
  const table = readTable(figure.querySelector('table'))
  legend(figure, plot, table.series)
  if (table.rows.length > 8) plot.dataset.rows = 'many'
  const paint = () => {
    chart.resize()
    chart.setOption(optionOf(table, figure, plot.clientWidth), true)
  }
  paint()
  new ResizeObserver(paint).observe(plot)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
}

document.querySelectorAll('figure[data-chart]').forEach(draw)
