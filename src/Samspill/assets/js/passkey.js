// <form data-passkey="get|create" data-options="/…"> is shown where the browser knows passkeys. The server's question is fetched with the
// form's own token, the authenticator's answer goes into the field Credential, and the form is sent as any other.
const known = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) })
  if (!answer.ok) throw new Error(answer.status)
  const question = await answer.json()
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) })
}

for (const form of known ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const state = form.querySelector('[data-passkey-state]')
    try {
      form.elements.Credential.value = JSON.stringify((await ask(form)).toJSON())
      form.submit()
    } catch {
      state.textContent = state.dataset.failed
    }
  })
}
