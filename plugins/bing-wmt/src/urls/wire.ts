import { Type, type Static } from '@patchbay/contract'
import { WireDate, timestamp } from '../wire/date.ts'
import { Count, Moment, OrNull } from '../wire/fields.ts'

export const WireInfo = Type.Object({
  Url: Type.String(),
  IsPage: Type.Boolean(),
  HttpStatus: Type.Number(),
  DocumentSize: Type.Number(),
  AnchorCount: Type.Number(),
  DiscoveryDate: WireDate,
  LastCrawledDate: WireDate,
  TotalChildUrlCount: Type.Number(),
})

export const infoFields = {
  isPage: Type.Boolean({ description: 'False for a folder of pages.' }),
  httpStatus: OrNull(
    Type.Integer(),
    'Status at the last crawl; null where Bing does not tell, which is often.',
  ),
  documentSize: Count('In bytes.'),
  anchorCount: Count('Links to the page that Bing knows of.'),
  childUrlCount: Count('URLs below this one that Bing knows of.'),
  discovered: Moment('When Bing first saw the URL; null where it never did.'),
  lastCrawled: Moment('When Bing last fetched it; null where it never did.'),
}

export function toInfo(info: Static<typeof WireInfo>) {
  return {
    isPage: info.IsPage,
    httpStatus: info.HttpStatus === 0 ? null : info.HttpStatus,
    documentSize: info.DocumentSize,
    anchorCount: info.AnchorCount,
    childUrlCount: info.TotalChildUrlCount,
    discovered: timestamp(info.DiscoveryDate),
    lastCrawled: timestamp(info.LastCrawledDate),
  }
}
