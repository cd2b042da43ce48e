import { Problem } from '@patchbay/contract'
import { inspection } from '../limits.ts'
import { send, type Sender } from '../request.ts'
import { WireInspection, type Inspection } from './inspection.ts'
import { judgeInspection } from './judge-inspection.ts'

/** Whether a page belongs to a property, so that its inspection is worth one of the day's. */
export function belongsTo(siteUrl: string, url: string): boolean {
  if (!URL.canParse(url)) return false
  if (!siteUrl.startsWith('sc-domain:')) return url.startsWith(siteUrl)
  const { hostname } = new URL(url)
  const domain = siteUrl.slice('sc-domain:'.length)
  return hostname === domain || hostname.endsWith(`.${domain}`)
}

/** The problem of pages that do not belong to a property. */
export function checkBelonging(
  siteUrl: string,
  urls: ReadonlyArray<readonly [path: string, url: string]>,
): void {
  const errors = urls
    .filter(([, url]) => !belongsTo(siteUrl, url))
    .map(([path]) => ({ path, message: `is no URL of ${siteUrl}` }))
  if (errors.length > 0) {
    throw new Problem('invalid_input', {
      detail: `Google inspects only pages of the property, which is ${siteUrl}.`,
      errors,
    })
  }
}

/** Inspects one page. Google's texts are asked for in English, so that they are the same for all. */
export async function inspectUrl(context: Sender, siteUrl: string, url: string): Promise<Inspection> {
  const { body } = await send(context, {
    method: 'POST',
    path: '/v1/urlInspection/index:inspect',
    ...inspection(siteUrl),
    json: { inspectionUrl: url, siteUrl, languageCode: 'en-US' },
    response: WireInspection,
  })
  return judgeInspection(url, body)
}
