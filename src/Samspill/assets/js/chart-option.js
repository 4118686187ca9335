/** What ECharts draws: sparse, direct labels, our colours as they are in the present scheme. */
export function optionOf({ rows, series }, figure, width) {
  const style = getComputedStyle(figure)
  const token = name => style.getPropertyValue(name).trim()
  const text = { color: token('--ds-color-neutral-text-subtle'), fontFamily: 'Inter, sans-serif', fontSize: 13 }
  const strong = { ...text, color: token('--ds-color-neutral-text-default'), fontWeight: 600 }
  const { chart: kind, mark, unit } = figure.dataset
  const stacked = 'stacked' in figure.dataset
  // On a phone the bars lie down, so that names and figures keep their size.
  const lying = kind === 'bar' && width < 480
  const marked = rows.indexOf(mark)
  // Browsers know bokmål but seldom nynorsk; the figures are written alike.
  const show = number => number.toLocaleString(document.documentElement.lang === 'en' ? 'en-GB' : 'nb')

  const names = {
    type: 'category', data: rows, axisTick: { show: false }, axisLabel: text,
    axisLine: { lineStyle: { color: token('--ds-color-neutral-border-default') } }, inverse: lying,
    name: unit, nameLocation: 'middle', nameGap: lying ? 40 : 28, nameTextStyle: text,
  }
  const counted = series.every(one => one.values.every(value => value === null || Number.isInteger(value)))
  const numbers = {
    type: 'value', splitNumber: 4, minInterval: counted ? 1 : undefined, axisLabel: { ...text, formatter: show },
    splitLine: { lineStyle: { color: token('--ds-color-neutral-border-subtle') } },
  }
  // The pale fill is for the last of a stack ("waiting"), and always carries an edge of 3:1.
  const paint = i => stacked && i === series.length - 1 && i > 0
    ? { color: token('--s-chart-0'), borderColor: token('--ds-color-neutral-border-default'), borderWidth: 1.25 }
    : { color: token(`--s-chart-${i + 1}`) }

  return {
    animation: false,
    aria: { enabled: true, label: { description: figure.dataset.says } },
    grid: { left: 8, right: lying ? 48 : 16, top: lying ? 8 : 24, bottom: unit && !lying ? 24 : 8, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    xAxis: lying ? numbers : names,
    yAxis: lying ? names : numbers,
    series: series.map((one, i) => ({
      type: kind, name: one.name, stack: stacked ? 'all' : undefined, barMaxWidth: 44, barCategoryGap: '22%',
      symbol: 'circle', symbolSize: 6, lineStyle: { width: 2.5 },
      itemStyle: { ...paint(i), borderRadius: 2 },
      data: one.values.map((value, row) => ({
        value,
        label: {
          show: row === marked && i === series.length - 1, position: lying ? 'right' : 'top',
          formatter: show(value ?? 0), ...strong, // no word: a bar is narrower than one, and the legend has it
        },
      })),
    })),
  }
}
