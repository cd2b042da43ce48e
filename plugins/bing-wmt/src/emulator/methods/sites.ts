import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { data, failure, typed } from '../answers.ts'
import { text, type Call, type Methods } from '../method.ts'
import { codeOf } from '../records.ts'
import type { Site } from '../seed/sites.ts'

export const sites: Methods = {
  GetUserSites: {
    verb: 'GET',
    answer: ({ state }) =>
      data(
        state.sites.map(({ url, isVerified }) =>
          typed('Site', {
            AuthenticationCode: codeOf('file', url),
            DnsVerificationCode: codeOf('dns', url),
            IsVerified: isVerified,
            Url: url,
          }),
        ),
      ),
  },
  AddSite: {
    verb: 'POST',
    answer(call) {
      const { state } = call
      const url = URL.parse(text(call, 'siteUrl') ?? '')
      if (url === null || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return failure(7)
      if (state.sites.some((site) => site.url === url.href)) return data(null)
      const site: Site = {
        url: url.href,
        isVerified: false,
        demand: [],
        paths: [],
        urlQuota: { daily: 10, monthly: 300 },
      }
      state.sites = [...state.sites, site]
      return data(null)
    },
  },
  VerifySite: {
    verb: 'POST',
    answer: (call) =>
      onOwn(call, (site) => {
        const { state } = call
        const isVerified = site.isVerified || state.profile.provenSites.has(site.url)
        state.sites = state.sites.map((each) => (each === site ? { ...site, isVerified } : each))
        return data(isVerified)
      }),
  },
  RemoveSite: {
    verb: 'POST',
    answer: (call) =>
      onOwn(call, (site) => {
        const { state } = call
        state.sites = state.sites.filter((each) => each !== site)
        state.records.delete(site.url)
        return data(null)
      }),
  },
}

/** On a site of the account, verified or not. */
function onOwn(call: Call, answer: (site: Site) => EmulatorAnswer): EmulatorAnswer {
  const siteUrl = text(call, 'siteUrl')
  if (siteUrl === undefined) return failure(8)
  const site = call.state.sites.find(({ url }) => url === siteUrl)
  return site === undefined ? failure(14) : answer(site)
}
