import { Problem } from '@patchbay/contract'

/** What a connection's configuration says about IndexNow. */
export interface IndexNowConfig {
  readonly siteUrl?: string
  readonly indexNowKey?: string
  readonly indexNowKeyLocation?: string
}

/** The key of a site for IndexNow, and the file in which the site shows it. */
export interface IndexNowKey {
  readonly key: string
  readonly location: URL
}

/** The key that is configured; undefined where there is none, or no site to look for its file. */
function keyOf({ siteUrl, indexNowKey, indexNowKeyLocation }: IndexNowConfig): IndexNowKey | undefined {
  if (indexNowKey === undefined) return undefined
  const location =
    indexNowKeyLocation === undefined
      ? URL.parse(`/${indexNowKey}.txt`, siteUrl)
      : URL.parse(indexNowKeyLocation)
  return location === null ? undefined : { key: indexNowKey, location }
}

/** The key of the connection. Throws where there is none. */
export function configuredKey(config: IndexNowConfig): IndexNowKey {
  const key = keyOf(config)
  if (key !== undefined) return key
  throw new Problem('invalid_input', {
    detail: 'The connection has no key for IndexNow, or no site that the key is for.',
    advice:
      'Make a key of 8 to 128 letters, digits and hyphens, put it into a text file on the site, and enter it in the ' +
      'configuration of the connection as `indexNowKey`, with `siteUrl` or `indexNowKeyLocation`.',
    errors: [{ path: '', message: 'needs a connection with indexNowKey in its configuration' }],
  })
}

/**
 * The origin of the key file, always by https: a file that only http serves cannot be looked at. Without a key nobody
 * asks there, and Bing's own origin stands in.
 */
export function siteOfKey(config: IndexNowConfig): string {
  const key = keyOf(config)
  return key === undefined ? 'https://www.bing.com' : `https://${key.location.host}`
}

/** Whether a URL is covered by the key: on the host of its file, in the folder of the file or below. */
export function isCovered({ location }: IndexNowKey, url: string): boolean {
  const page = URL.parse(url)
  const folder = location.pathname.slice(0, location.pathname.lastIndexOf('/') + 1)
  return page !== null && page.host === location.host && page.pathname.startsWith(folder)
}
