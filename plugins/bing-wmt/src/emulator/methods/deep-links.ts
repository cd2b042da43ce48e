import { data, failure, typedElsewhere } from '../answers.ts'
import { onSite, text, type Call, type Method, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

/** Bing has retired these. */
const retired = (verb: Method['verb']): Method => ({ verb, answer: () => failure(16) })

export const deepLinks: Methods = {
  GetDeepLinkBlocks: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).deepLinks.map(({ market, searchUrl, deepLinkUrl }) =>
        typedElsewhere('DeepLinkBlock', { DeepLinkUrl: deepLinkUrl, Market: market, SearchUrl: searchUrl }),
      ),
    ),
  ),
  AddDeepLinkBlock: onSite('POST', (site, call) => {
    const wanted = blockIn(call)
    if (wanted === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    if (records.deepLinks.some((each) => isSame(each, wanted))) return failure(12)
    records.deepLinks.push(wanted)
    return data(null)
  }),
  RemoveDeepLinkBlock: onSite('POST', (site, call) => {
    const wanted = blockIn(call)
    if (wanted === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    if (!records.deepLinks.some((each) => isSame(each, wanted))) return failure(11)
    records.deepLinks = records.deepLinks.filter((each) => !isSame(each, wanted))
    return data(null)
  }),
  GetDeepLink: retired('GET'),
  GetDeepLinkAlgoUrls: retired('GET'),
  UpdateDeepLink: retired('POST'),
}

interface Block {
  readonly market: string
  readonly searchUrl: string
  readonly deepLinkUrl: string
}

/** Bing takes markets in small letters only. */
function blockIn(call: Call): Block | undefined {
  const [market, searchUrl] = [text(call, 'market'), text(call, 'searchUrl')]
  const deepLinkUrl = text(call, 'deepLinkUrl')
  if (market === undefined || searchUrl === undefined || deepLinkUrl === undefined) return undefined
  return /^[a-z]{2}-[a-z]{2}$/.test(market) ? { market, searchUrl, deepLinkUrl } : undefined
}

function isSame(one: Block, other: Block): boolean {
  return (
    one.market === other.market && one.searchUrl === other.searchUrl && one.deepLinkUrl === other.deepLinkUrl
  )
}
