import { Problem, Type } from '@patchbay/contract'

const pattern = '^(sc-domain:[a-z0-9-]+(\\.[a-z0-9-]+)+|https?://[^/\\s]+/(\\S*/)?)$'

/** The address of a property, as Search Console writes it. */
export const SiteUrl = (description: string) =>
  Type.String({
    pattern,
    maxLength: 2_048,
    title: 'Property',
    description,
    examples: ['sc-domain:example.com', 'https://www.example.com/'],
  })

/** The input field of operations on one property. */
export const siteField = {
  siteUrl: Type.Optional(
    SiteUrl(
      'The property, as sites.list names it: `sc-domain:example.com` for a whole domain, or a URL with its slash at the end such as `https://www.example.com/`. Default: that of the connection.',
    ),
  ),
}

/** The property that a call is about. */
export function siteOf(input: { readonly siteUrl?: string }, config: { readonly siteUrl?: string }): string {
  const siteUrl = input.siteUrl ?? config.siteUrl
  if (siteUrl !== undefined) return siteUrl
  throw new Problem('invalid_input', {
    detail: 'Neither the call nor the connection names a property.',
    advice: 'Name one in `siteUrl`; sites.list shows those of the account.',
    errors: [{ path: '/siteUrl', message: 'is missing, and the connection has none' }],
  })
}

/** The path of a property, in which Google wants everything encoded. */
export const sitePath = (siteUrl: string): string => `/webmasters/v3/sites/${encodeURIComponent(siteUrl)}`
