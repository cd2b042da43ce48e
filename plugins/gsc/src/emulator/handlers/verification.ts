import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { refusal } from '@patchbay/google/emulator'
import { json, nothing, type Handler } from '../call.ts'
import { chance } from '../seed/chance.ts'
import type { State, VerifiedResource } from '../state.ts'

interface Body {
  readonly site?: { readonly type?: string; readonly identifier?: string }
  readonly verificationMethod?: string
  readonly owners?: string[]
}

const bad = (message: string, reason = 'badRequest'): EmulatorAnswer =>
  refusal(400, message, 'INVALID_ARGUMENT', { reason })

const notThere = refusal(
  404,
  'The necessary verification token could not be found on your site.',
  undefined,
  {
    reason: 'notFound',
  },
)

const domainMethods = ['DNS_TXT', 'DNS_CNAME']
const siteMethods = ['META', 'FILE', 'ANALYTICS', 'TAG_MANAGER', ...domainMethods]

const idOf = ({ type, identifier }: Pick<VerifiedResource, 'type' | 'identifier'>): string =>
  encodeURIComponent(type === 'INET_DOMAIN' ? `dns://${identifier}` : identifier)

const resourceBody = (resource: VerifiedResource) => ({
  id: idOf(resource),
  site: { type: resource.type, identifier: resource.identifier },
  owners: resource.owners,
})

/** Proves a site: those whose name ends in `unproved.example` have no token anywhere. */
function verify(state: State, { site, owners }: Body, account: string): EmulatorAnswer {
  const { type = 'SITE', identifier = '' } = site ?? {}
  if (/unproved\.example\/?$/.test(identifier)) return notThere
  const resource = { type, identifier, owners: owners ?? [account] }
  state.resources.set(idOf(resource), resource)
  const url = type === 'INET_DOMAIN' ? `sc-domain:${identifier}` : identifier
  const known = state.sites.get(url)
  if (known !== undefined) known.permission = 'siteOwner'
  return json(resourceBody(resource))
}

const owned = (state: State, id: string): VerifiedResource | undefined =>
  state.resources.get(id) ?? state.resources.get(encodeURIComponent(id))

const unknown = refusal(404, 'You are not an owner of this site.', undefined, { reason: 'notFound' })

export const verification: Readonly<Record<string, Handler>> = {
  'siteVerification.webResource.getToken': ({ body }) => {
    const { site, verificationMethod = '' } = (body ?? {}) as Body
    const methods = site?.type === 'INET_DOMAIN' ? domainMethods : siteMethods
    if (site?.identifier === undefined) return bad('Site identifier is missing.', 'required')
    if (!methods.includes(verificationMethod))
      return bad(`The verification method '${verificationMethod}' is not valid for this kind of site.`)
    const text = Math.floor(chance('token', site.identifier, verificationMethod) * 1e15).toString(36)
    const token =
      verificationMethod === 'FILE'
        ? `google${text}.html`
        : verificationMethod === 'META'
          ? `<meta name="google-site-verification" content="${text}" />`
          : `google-site-verification=${text}`
    return json({ method: verificationMethod, token })
  },
  'siteVerification.webResource.insert': ({ state, body, token, query }) =>
    query.get('verificationMethod') === null
      ? bad('Required parameter: verificationMethod', 'required')
      : verify(state, (body ?? {}) as Body, token.account),
  'siteVerification.webResource.list': ({ state }) =>
    json(state.resources.size === 0 ? {} : { items: [...state.resources.values()].map(resourceBody) }),
  'siteVerification.webResource.get': ({ state, path }) => {
    const resource = owned(state, path['id'] ?? '')
    return resource === undefined ? unknown : json(resourceBody(resource))
  },
  'siteVerification.webResource.update': ({ state, path, body }) => {
    const resource = owned(state, path['id'] ?? '')
    if (resource === undefined) return unknown
    resource.owners = ((body ?? {}) as Body).owners ?? resource.owners
    return json(resourceBody(resource))
  },
  'siteVerification.webResource.delete': ({ state, path }) => {
    const resource = owned(state, path['id'] ?? '')
    if (resource === undefined) return unknown
    state.resources.delete(idOf(resource))
    return nothing
  },
}
