import { stemOf } from './words.ts'

/** What people say, and what it is called here: each word on the left also finds those on the right. */
const table = `
  email mail inbox > message
  message > mail
  conversation discussion > thread
  answer > reply
  reply respond > answer
  holiday absence office > vacation
  trash bin > trash delete
  login signin > sign
  remove erase drop > delete
  delete > remove
  change edit modify > update
  make add new register setup > create
  create > add
  list > search
  search > list
  download export > export download
  duplicate copy > duplicate copy
  revenue turnover income earnings > sale
  sale > revenue
  sell selling seller bestseller > sale sold
  store > shop
  shop > store
  timezone > time zone
  recrawl refetch > crawl submit
  stock warehouse > inventory
  inventory > stock
  purchase bought buy > order
  unpaid outstanding owed > paid pending
  cart basket > checkout
  client buyer shopper > customer
  coupon voucher promo promotion > discount
  shipment parcel package delivery shipping > fulfillment
  tracking track > tracking
  chargeback > dispute
  picture photo image > media file
  post > article
  subscriber > segment consent
  gdpr > privacy deletion
  now currently live realtime > minute realtime
  visitor > user session
  visit > session
  mobile desktop tablet browser > device
  bounce > engagement
  advertising ad advert > campaign ads
  member staff employee people > user person
  quota > limit
  backlink > link
  rank ranking > position
  keyword > query
  query > keyword
  webpage > page url
  url > page
  indexed indexing > index
  decline fall lose lost losing > lost fell drop
  ok healthy working > health status
`

const stem = (word: string): string => stemOf(word) ?? word
const wordsIn = (text: string): string[] => text.trim().split(/\s+/)

const alternatives = new Map<string, Set<string>>()
for (const line of table.trim().split('\n')) {
  const [said = '', called = ''] = line.split('>')
  for (const word of wordsIn(said)) {
    const known = alternatives.get(stem(word)) ?? new Set()
    for (const other of wordsIn(called)) known.add(stem(other))
    alternatives.set(stem(word), known)
  }
}

const none: ReadonlySet<string> = new Set()

/** Stems that mean about the same as this one. */
export const alternativesTo = (stemmed: string): ReadonlySet<string> => alternatives.get(stemmed) ?? none

/** What people begin with who want something changed. */
const orders = new Set(
  wordsIn(`
    activate add adjust answer append archive begin block cancel capture clear close complete copy create deactivate
    delete disable draft duplicate edit empty enable erase flag forward fulfill give hold label make mark merge modify
    move new notify open publish put record redirect refund register release remove rename reply request restore save
    schedule send set setup stop submit switch tag take track unblock unpublish untag update upload verify void write
    change`),
)

/** Whether the words of a query ask for a change of something: in the form of an order, and not of the past. */
export const asksForChange = (words: readonly string[]): boolean => words.some((word) => orders.has(word))
