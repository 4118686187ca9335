// The phone menu is a <details>: it opens without script. Escape or a click elsewhere closes it.
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('.s-menu[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})

document.addEventListener('click', event => {
  const menu = document.querySelector('.s-menu[open]')
  if (menu && !menu.contains(event.target)) menu.open = false
})
