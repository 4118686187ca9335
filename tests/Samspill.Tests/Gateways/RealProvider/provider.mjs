// The real oidc-provider, set up as ID-porten is: PKCE, private_key_jwt, acr, pid, sessions that end over both channels.
// Arguments: Samspill's address, the school, the client's public key as JWK. Prints its issuer when it listens.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const [samspill, school, jwk] = process.argv.slice(2)
const server = createServer()
await new Promise(listening => server.listen(0, '127.0.0.1', listening))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'samspill',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [JSON.parse(jwk)] },
    redirect_uris: [`${samspill}/${school}/logg-inn/svar/idporten`],
    post_logout_redirect_uris: [`${samspill}/${school}/logg-inn`],
    backchannel_logout_uri: `${samspill}/innlogging/idporten/utlogging`,
    backchannel_logout_session_required: true,
  }],
  pkce: { required: () => true },
  scopes: ['openid', 'profile'],
  claims: { openid: ['sub', 'pid'], acr: null, sid: null, auth_time: null, iss: null },
  acrValues: ['idporten-loa-substantial', 'idporten-loa-high'],
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, pid: '17858000076' }) }),
  loadExistingGrant: async ctx => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid profile')
    await grant.save()
    return grant
  },
  // It never posts to loopback addresses by itself; here Samspill is on one.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  cookies: { keys: ['a key for tests'] },
})
provider.on('server_error', (_, fault) => console.error(fault))
provider.on('backchannel.error', (_, fault) => console.error(fault))

// Who comes to the sign-in form is Kari, with BankID.
const answer = provider.callback()
server.on('request', (request, response) => request.url.startsWith('/interaction/')
  ? provider.interactionFinished(request, response, { login: { accountId: 'kari', acr: 'idporten-loa-high', amr: ['BankID'] } })
  : answer(request, response))

console.log(issuer)
process.stdin.on('close', () => process.exit()).resume()
