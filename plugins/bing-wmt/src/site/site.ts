import { Problem, Type } from '@patchbay/contract'

const siteDescription =
  'The site exactly as sites.list gives it; http or https, www and the last slash all count.'

export const SiteUrl = (description = siteDescription) =>
  Type.String({
    format: 'uri',
    pattern: '^https?://',
    maxLength: 2048,
    title: 'Site',
    description,
    examples: ['https://www.fernhill.example/'],
  })

/** The input field of every operation on a site. */
export const siteField = {
  siteUrl: Type.Optional(SiteUrl(`${siteDescription} Default: the site of the connection's configuration.`)),
}

/** What every answer about a site begins with. */
export const siteAnswer = { siteUrl: Type.String({ description: 'The site, as it was named to Bing.' }) }

interface MayNameSite {
  readonly siteUrl?: string
}

/** The site that a call is about. */
export function siteOf(input: MayNameSite, config: MayNameSite): string {
  const siteUrl = input.siteUrl ?? config.siteUrl
  if (siteUrl !== undefined) return siteUrl
  throw new Problem('invalid_input', {
    detail: 'The call names no site, and neither does the configuration of the connection.',
    advice: 'Send `siteUrl` with one of the urls from sites.list, or configure it for the connection.',
    errors: [{ path: '/siteUrl', message: 'is required where the connection has no site of its own' }],
  })
}

/**
 * Whether a URL lies in the site: same host and port name, below the site's path. http and https count as one
 * here, since a site may still be listed under the scheme it had; Bing has the last word.
 */
export function belongsTo(siteUrl: string, url: string): boolean {
  const site = URL.parse(siteUrl)
  const page = URL.parse(url)
  if (site === null || page === null || !/^https?:$/.test(page.protocol)) return false
  const folder = site.pathname.endsWith('/') ? site.pathname : `${site.pathname}/`
  return page.host === site.host && (page.pathname === site.pathname || page.pathname.startsWith(folder))
}

/** The page of the site that a call is about. Throws where it lies elsewhere, before Bing is asked. */
export function pageInSite(siteUrl: string, url: string, field = 'url'): string {
  if (belongsTo(siteUrl, url)) return url
  throw new Problem('invalid_input', {
    detail: `The URL does not lie in the site ${siteUrl}.`,
    errors: [{ path: `/${field}`, message: `must begin with the host and path of ${siteUrl}` }],
  })
}
