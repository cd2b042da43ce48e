import { Problem } from '@patchbay/contract'
import { belongsTo } from '../site/site.ts'

/** The URLs without repetitions, in their order. Throws where any of them is not of the site, naming each. */
export function checkUrls(siteUrl: string, urls: readonly string[]): string[] {
  const errors = urls.flatMap((url, index) =>
    belongsTo(siteUrl, url)
      ? []
      : [{ path: `/urls/${index}`, message: `must begin with the host and path of ${siteUrl}` }],
  )
  if (errors.length > 0)
    throw new Problem('invalid_input', {
      detail: `${errors.length} of ${urls.length} URLs do not lie in the site ${siteUrl}; none was submitted.`,
      errors,
    })
  return withoutRepetitions(urls)
}

/** The URLs in their order, each once. Spellings of one address are the same. */
export function withoutRepetitions(urls: readonly string[]): string[] {
  const byAddress = new Map<string, string>()
  for (const url of urls) {
    const { href } = new URL(url)
    if (!byAddress.has(href)) byAddress.set(href, url)
  }
  return [...byAddress.values()]
}
