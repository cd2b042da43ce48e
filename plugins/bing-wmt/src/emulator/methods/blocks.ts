import { data, failure, typed, typedElsewhere } from '../answers.ts'
import { wireDate } from '../calendar.ts'
import { fields, isOfSite, onSite, text, whole, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'

const dayLength = 86_400_000
const blockDays = 90

export const blocks: Methods = {
  GetBlockedUrls: onSite('GET', (site, { state, now }) => {
    const daysLeft = (date: number) => blockDays - Math.floor((now - date) / dayLength)
    return data(
      recordsOf(state, site, now)
        .blocked.filter(({ date }) => daysLeft(date) > 0)
        .map(({ url, date, entityType, requestType }) =>
          typed('BlockedUrl', {
            Date: wireDate(date),
            DaysToExpire: daysLeft(date),
            EntityType: entityType,
            RequestType: requestType,
            Url: url,
          }),
        ),
    )
  }),
  AddBlockedUrl: onSite('POST', (site, call) => {
    const block = fields(call, 'blockedUrl')
    const url = block && text(block, 'Url')
    const entityType = block && whole(block, 'EntityType')
    const requestType = block && whole(block, 'RequestType')
    if (url === undefined || entityType === undefined || requestType === undefined) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    const records = recordsOf(call.state, site, call.now)
    // Directories are kept with a slash at their end, however they were written.
    const kept = entityType === 1 && !url.endsWith('/') ? `${url}/` : url
    if (records.blocked.some((each) => each.url === kept)) return failure(12)
    records.blocked.push({ url: kept, date: call.now, entityType, requestType })
    return data(null)
  }),
  RemoveBlockedUrl: onSite('POST', (site, call) => {
    const block = fields(call, 'blockedUrl')
    const url = block && text(block, 'Url')
    if (url === undefined) return failure(8)
    const records = recordsOf(call.state, site, call.now)
    if (!records.blocked.some((each) => each.url === url)) return failure(11)
    records.blocked = records.blocked.filter((each) => each.url !== url)
    return data(null)
  }),
  GetActivePagePreviewBlocks: onSite('GET', (site, { state, now }) =>
    data(
      recordsOf(state, site, now).previews.map(({ url, reason, date }) =>
        typedElsewhere('PagePreview', {
          Action: 0,
          BlockReason: reason,
          Reason: String(reason),
          RefreshReason: 0,
          SiteUrl: site.url,
          SubmitDate: wireDate(date),
          Url: url,
          UserId: 'E1050000000000000000000000000000',
        }),
      ),
    ),
  ),
  AddPagePreviewBlock: onSite('POST', (site, call) => {
    const [url, reason] = [text(call, 'url'), whole(call, 'reason')]
    if (url === undefined || reason === undefined || reason < 1 || reason > 4) return failure(8)
    if (!isOfSite(site, url)) return failure(7)
    const records = recordsOf(call.state, site, call.now)
    const others = records.previews.filter((each) => each.url !== url)
    records.previews = [...others, { url, reason, date: call.now }]
    return data(null)
  }),
  RemovePagePreviewBlock: onSite('POST', (site, call) => {
    const url = text(call, 'url')
    const records = recordsOf(call.state, site, call.now)
    if (!records.previews.some((each) => each.url === url)) return failure(11)
    records.previews = records.previews.filter((each) => each.url !== url)
    return data(null)
  }),
}
