// <form data-pick>: a checkbox with data-pick-all ticks every row's box; [data-picked-count] shows how many.
document.addEventListener('change', event => {
  const form = event.target.closest?.('form[data-pick]')
  if (!form) return
  const boxes = [...form.querySelectorAll('tbody input[type=checkbox]')]
  const all = form.querySelector('[data-pick-all]')
  if (event.target === all) boxes.forEach(b => (b.checked = all.checked))
  const picked = boxes.filter(b => b.checked).length
  if (all) [all.checked, all.indeterminate] = [picked === boxes.length, picked > 0 && picked < boxes.length]
  for (const place of form.querySelectorAll('[data-picked-count]')) place.textContent = picked
})
