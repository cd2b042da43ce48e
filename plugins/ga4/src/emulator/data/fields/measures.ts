import { share, mix } from '../world/chance.ts'
import { eventNumber, isKeyEventNumber, type EventName } from '../world/events.ts'
import { sources } from '../world/sources.ts'
import type { Cursor } from './cursor.ts'

/**
 * What metrics are made of: a sum over events, a sum over sessions of which an event is in the group, or a count of
 * different users.
 */
export type Measure =
  | { readonly kind: 'event' | 'session'; readonly of: (at: Cursor) => number }
  | { readonly kind: 'user'; readonly of: (at: Cursor) => boolean }

const perEvent = (of: (at: Cursor) => number): Measure => ({ kind: 'event', of })
const perSession = (of: (at: Cursor) => number): Measure => ({ kind: 'session', of })
const users = (of: (at: Cursor) => boolean): Measure => ({ kind: 'user', of })

const nameAt = ({ day, event }: Cursor): number => day.name[event] ?? 0
const countAt = ({ day, event }: Cursor): number => day.counts[event] ?? 0
const valueAt = ({ day, event }: Cursor): number => day.value[event] ?? 0
const unitsAt = ({ day, event }: Cursor): number => day.units[event] ?? 0

const countOf = (name: EventName): Measure =>
  perEvent((at) => (nameAt(at) === eventNumber[name] ? countAt(at) : 0))
const unitsOf = (name: EventName): Measure =>
  perEvent((at) => (nameAt(at) === eventNumber[name] ? unitsAt(at) : 0))
const usersOf = (name: EventName): Measure => users((at) => nameAt(at) === eventNumber[name])

const isPurchase = (at: Cursor): boolean => nameAt(at) === eventNumber.purchase
// One purchase in forty is sent back.
const isRefunded = ({ session }: Cursor): boolean => session.user % 40 === 7

const adShare = ({ session }: Cursor, salt: number): number => share(mix(session.user, session.source, salt))
const isFromAd = ({ session }: Cursor): boolean => sources[session.source]?.medium === 'cpc'

function isFromGoogle({ session }: Cursor): boolean {
  const source = sources[session.source]
  return source?.source === 'google' && source.medium === 'organic'
}

/** Measures by name. */
export const measures = {
  events: perEvent(countAt),
  views: countOf('page_view'),
  keyEvents: perEvent((at) => (isKeyEventNumber[nameAt(at)] === true ? countAt(at) : 0)),
  addToCarts: countOf('add_to_cart'),
  checkouts: countOf('begin_checkout'),
  purchases: countOf('purchase'),
  leads: countOf('generate_lead'),
  signUps: countOf('sign_up'),
  itemViews: countOf('view_item'),
  listViews: countOf('view_item_list'),
  revenue: perEvent((at) => (isPurchase(at) && !isRefunded(at) ? valueAt(at) : 0)),
  grossRevenue: perEvent((at) => (isPurchase(at) ? valueAt(at) : 0)),
  refunds: perEvent((at) => (isPurchase(at) && isRefunded(at) ? valueAt(at) : 0)),
  eventValue: perEvent(valueAt),
  engagement: perEvent(({ day, event }) => day.seconds[event] ?? 0),
  unitsViewed: unitsOf('view_item'),
  unitsListed: unitsOf('view_item_list'),
  unitsAdded: unitsOf('add_to_cart'),
  unitsCheckedOut: unitsOf('begin_checkout'),
  unitsPurchased: unitsOf('purchase'),
  sessions: perSession(() => 1),
  bouncedSessions: perSession(({ session }) => Number(!session.isEngaged)),
  engagedSessions: perSession(({ session }) => Number(session.isEngaged)),
  keySessions: perSession(({ session }) => Number(session.hasKeyEvent)),
  sessionSeconds: perSession(({ session }) => session.duration),
  adClicks: perSession((at) => Number(isFromAd(at))),
  adCost: perSession((at) => (isFromAd(at) ? 0.3 + adShare(at, 1) * 1.4 : 0)),
  adImpressions: perSession((at) => (isFromAd(at) ? 12 + Math.floor(adShare(at, 2) * 40) : 0)),
  organicClicks: perSession((at) => Number(isFromGoogle(at))),
  organicImpressions: perSession((at) => (isFromGoogle(at) ? 8 + Math.floor(adShare(at, 3) * 30) : 0)),
  organicPositions: perSession((at) =>
    isFromGoogle(at) ? (8 + Math.floor(adShare(at, 3) * 30)) * (2 + adShare(at, 4) * 18) : 0,
  ),
  users: users(() => true),
  activeUsers: users(({ session }) => session.isEngaged || session.isNew),
  newUsers: users(({ session }) => session.isNew),
  keyUsers: users((at) => isKeyEventNumber[nameAt(at)] === true),
  purchasers: usersOf('purchase'),
  firstPurchasers: users((at) => isPurchase(at) && at.session.isNew),
  itemViewers: usersOf('view_item'),
  cartUsers: usersOf('add_to_cart'),
  scrolledUsers: usersOf('scroll'),
} satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
