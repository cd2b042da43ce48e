import { compactDate } from '../calendar.ts'
import { eventNames, eventNumber, isKeyEventNumber } from '../world/events.ts'
import { itemName, items, type Item } from '../world/items.ts'
import { pageOf, type Page } from '../world/pages.ts'
import { sources } from '../world/sources.ts'
import { notSet, type Cursor, type Reader } from './cursor.ts'

const pages = new Map<number, Page>()

function pageByNumber(index: number): Page {
  const known = pages.get(index)
  if (known !== undefined) return known
  const page = pageOf(index, itemName)
  pages.set(index, page)
  return page
}

const pageAt = ({ day, event }: Cursor): Page => pageByNumber(day.page[event] ?? 0)
const nameAt = ({ day, event }: Cursor): number => day.name[event] ?? 0

const host = 'www.fernhill.example'
const withQuery = ({ path, query }: Page): string => path + query

const isEvent =
  (number: number, of: Reader, otherwise = notSet): Reader =>
  (at) =>
    nameAt(at) === number ? of(at) : otherwise

const item =
  (of: (item: Item) => string): Reader =>
  ({ day, event }) => {
    const found = items[day.item[event] ?? -1]
    return found === undefined ? notSet : of(found)
  }

/** Readers of dimensions of pages, events and items. */
export const eventReaders: Readonly<Record<string, Reader>> = {
  eventName: (at) => eventNames[nameAt(at)] ?? notSet,
  isKeyEvent: (at) => String(isKeyEventNumber[nameAt(at)] ?? false),
  pagePath: (at) => pageAt(at).path,
  pagePathPlusQueryString: (at) => withQuery(pageAt(at)),
  pageTitle: (at) => pageAt(at).title,
  pageLocation: (at) => `https://${host}${withQuery(pageAt(at))}`,
  fullPageUrl: (at) => host + withQuery(pageAt(at)),
  hostName: () => host,
  contentGroup: (at) => pageAt(at).group,
  unifiedPagePathScreen: (at) => pageAt(at).path,
  unifiedPageScreen: (at) => withQuery(pageAt(at)),
  unifiedScreenClass: (at) => pageAt(at).title,
  unifiedScreenName: (at) => pageAt(at).title,
  landingPage: ({ session }) => pageByNumber(session.landingPage).path,
  landingPagePlusQueryString: ({ session }) => withQuery(pageByNumber(session.landingPage)),
  pageReferrer: ({ session }) => sources[session.source]?.referrer ?? '',
  percentScrolled: isEvent(eventNumber.scroll, () => '90', ''),
  searchTerm: isEvent(
    eventNumber.view_search_results,
    (at) => pageAt(at).query.slice('?q='.length).replaceAll('+', ' '),
    '',
  ),
  linkUrl: isEvent(eventNumber.click, () => 'https://allotment-forum.example/', ''),
  linkDomain: isEvent(eventNumber.click, () => 'allotment-forum.example', ''),
  outbound: isEvent(eventNumber.click, () => 'true', ''),
  fileName: isEvent(eventNumber.file_download, () => '/files/planting-calendar.pdf', ''),
  fileExtension: isEvent(eventNumber.file_download, () => 'pdf', ''),
  currencyCode: ({ property }) => property.currencyCode,
  transactionId: isEvent(
    eventNumber.purchase,
    ({ day, session }) => `T${compactDate(day.day)}-${session.user % 10_000}`,
    '',
  ),
  orderCoupon: isEvent(eventNumber.purchase, ({ session }) => (session.user % 7 === 0 ? 'AUTUMN10' : notSet)),
  shippingTier: isEvent(eventNumber.purchase, ({ session }) =>
    session.user % 4 === 0 ? 'Express' : 'Ground',
  ),
  itemId: item(({ id }) => id),
  itemName: item(({ name }) => name),
  itemBrand: item(({ brand }) => brand),
  itemCategory: item(({ category }) => category),
  itemCategory2: item(({ category2 }) => category2),
  itemVariant: item(({ variant }) => variant),
  itemListName: isEvent(eventNumber.view_item_list, () => 'Shop'),
}
