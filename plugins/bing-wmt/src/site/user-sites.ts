import { Problem, Type, type Static } from '@patchbay/contract'
import { Answer, List } from '../wire/answer.ts'

const WireSite = Type.Object({
  Url: Type.String(),
  IsVerified: Type.Boolean(),
  AuthenticationCode: Type.Optional(Type.String()),
  DnsVerificationCode: Type.Optional(Type.String()),
})

/** A site of the account, with the codes that prove ownership, which only leave where they are asked for. */
export type WireSite = Static<typeof WireSite>

/** The answer of GetUserSites. */
export const UserSitesAnswer = Answer(List(WireSite))

/** A site as callers see it. */
export const Site = Type.Object({
  url: Type.String({ description: 'The exact name of the site at Bing.' }),
  verified: Type.Boolean({ description: 'Whether Bing answers for this site.' }),
})

export function toSite({ Url, IsVerified }: WireSite): Static<typeof Site> {
  return { url: Url, verified: IsVerified }
}

/** The site of that exact name. Throws where the account has none, and names the one that was probably meant. */
export function findSite(sites: readonly WireSite[] | null, siteUrl: string): WireSite {
  const site = (sites ?? []).find(({ Url }) => Url === siteUrl)
  if (site !== undefined) return site
  const near = (sites ?? []).find(({ Url }) => isNear(Url, siteUrl))
  throw new Problem('not_found', {
    detail: 'The account of this connection has no site of that name.',
    advice:
      near === undefined
        ? 'sites.list has the sites of the account; sites.add adds one.'
        : `The account has ${near.Url}: use that, if it is the one you mean.`,
  })
}

/** Whether two sites differ in nothing but what people mistype: the scheme, www, the last slash. */
export function isNear(one: string, other: string): boolean {
  const bare = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/$/, '')
  return bare(one) === bare(other)
}
