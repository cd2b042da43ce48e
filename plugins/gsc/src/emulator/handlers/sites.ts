import { refusal } from '@patchbay/google/emulator'
import { isAddress, json, notAnAddress, nothing, type Handler } from '../call.ts'
import { addedSite } from '../seed/sites.ts'

const entry = ({ url, permission }: { url: string; permission: string }) => ({
  siteUrl: url,
  permissionLevel: permission,
})

export const sites: Readonly<Record<string, Handler>> = {
  'webmasters.sites.list': ({ state }) =>
    json(state.sites.size === 0 ? {} : { siteEntry: [...state.sites.values()].map(entry) }),
  'webmasters.sites.get': ({ state, path }) => {
    const url = path['siteUrl'] ?? ''
    if (!isAddress(url)) return notAnAddress(url)
    const site = state.sites.get(url)
    return site === undefined
      ? refusal(404, `${url} is not a site of this account.`, undefined, { reason: 'notFound' })
      : json(entry(site))
  },
  'webmasters.sites.add': ({ state, path }) => {
    const url = path['siteUrl'] ?? ''
    if (!isAddress(url)) return notAnAddress(url)
    if (!state.sites.has(url)) {
      const added = addedSite(url)
      const isOwned = [...state.resources.values()].some(
        ({ type, identifier }) => url === (type === 'INET_DOMAIN' ? `sc-domain:${identifier}` : identifier),
      )
      state.sites.set(url, isOwned ? { ...added, permission: 'siteOwner' } : added)
      state.sitemaps.set(url, new Map())
    }
    return nothing
  },
  'webmasters.sites.delete': ({ state, path }) => {
    state.sites.delete(path['siteUrl'] ?? '')
    return nothing
  },
}
