import { data, typed } from '../answers.ts'
import type { Methods } from '../method.ts'
import { chance } from '../seed/chance.ts'

const hex = (...parts: string[]) =>
  Array.from({ length: 32 }, (_, index) => Math.floor(chance(...parts, index) * 16).toString(16)).join('')

export const sites: Methods = {
  GetUserSites: {
    verb: 'GET',
    answer: ({ state }) =>
      data(
        state.sites.map(({ url, isVerified }) =>
          typed('Site', {
            AuthenticationCode: hex('file', url).toUpperCase(),
            DnsVerificationCode: hex('dns', url),
            IsVerified: isVerified,
            Url: url,
          }),
        ),
      ),
  },
}
