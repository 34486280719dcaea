// Passkeys need script and a browser that has them: what depends on either stays hidden
// until both are known, and a failed ceremony says so on the page.
const shown = (name, is) => {
  for (const element of document.querySelectorAll(`[${name}]`)) element.hidden = !is
}

const supported = typeof window.PublicKeyCredential === 'function'
shown('data-passkey', supported)
shown('data-passkey-absent', !supported)

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  shown('data-passkey-failed', true)
  document.querySelector('[data-passkey-failed]')?.scrollIntoView({ block: 'nearest' })
})
