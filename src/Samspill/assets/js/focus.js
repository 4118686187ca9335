// After a refused post the error summary gets the focus; after a move in a list, the moved row does.
// autofocus does it on a whole page; this does it for a part swapped in by htmx.
document.addEventListener('htmx:after:swap', () => document.querySelector('[autofocus]')?.focus())
