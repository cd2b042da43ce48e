import type { DayBuilder, EventFacts, Session } from './day.ts'
import type { Property } from './properties.ts'
import type { User } from './traffic.ts'
import { eventNumber, type EventName } from './world/events.ts'
import { chooser } from './world/chance.ts'
import { items } from './world/items.ts'
import { cartPage, checkoutPage, firstProductPage, somePage, thanksPage } from './world/pages.ts'
import { chooseSource } from './world/sources.ts'

const none: EventFacts = {}

interface Visitor {
  readonly property: Property
  readonly user: User
  readonly userId: number
  readonly isNew: boolean
  readonly roll: () => number
}

/** One visit: it begins at an hour when people are awake, looks at some pages, and may end in a purchase. */
export function visit(builder: DayBuilder, { property, user, userId, isNew, roll }: Visitor): void {
  const { articles } = property
  const begin = beginning(roll)
  const landingPage = somePage(articles, Math.floor(roll() * 0x1_0000_0000), roll())
  const session: Session = {
    user: userId,
    firstDay: user.firstDay,
    isNew,
    place: user.place,
    device: user.device,
    source: isNew ? user.firstSource : chooseSource(roll()),
    firstSource: user.firstSource,
    landingPage,
    isEngaged: false,
    hasKeyEvent: false,
    duration: 0,
  }
  builder.begin(session)
  let minute = begin
  const later = (): void => {
    minute = Math.min(1_439, minute + Math.floor(roll() * 3))
  }
  const add = (name: EventName, page: number, facts: EventFacts = none): void =>
    builder.add(eventNumber[name], page, minute, facts)

  add('session_start', landingPage)
  if (isNew) add('first_visit', landingPage)
  add('page_view', landingPage)
  const views = Math.floor(roll() ** 3 * 7)
  session.isEngaged = views > 0 || roll() < 0.3
  if (session.isEngaged) engage(landingPage)
  for (let view = 0; view < views; view += 1) {
    later()
    const page = somePage(articles, Math.floor(roll() * 0x1_0000_0000), roll())
    add('page_view', page)
    if (page === 11 || page === 12) add('view_search_results', page)
    if (page >= 1 && page <= 5) add('view_item_list', page, { item: someItem(), units: 1 })
    engage(page)
    if (roll() < 0.04) add('click', page)
    if (roll() < 0.01) add('file_download', page)
  }
  if (session.isEngaged && roll() < 0.42) shop()
  if (session.isEngaged && roll() < 0.012) key('generate_lead', 15)
  if (isNew && session.isEngaged && roll() < 0.02) key('sign_up', 13)
  session.duration = session.isEngaged
    ? Math.max(10, (minute - begin) * 60 + Math.floor(roll() * 50))
    : Math.floor(roll() * 9)

  function engage(page: number): void {
    add('user_engagement', page, { seconds: 4 + Math.floor(roll() ** 2 * 120) })
    if (roll() < 0.35) add('scroll', page)
  }

  function key(name: 'generate_lead' | 'sign_up', page: number): void {
    later()
    add(name, page)
    session.hasKeyEvent = true
  }

  function someItem(): number {
    return Math.floor(roll() ** 1.6 * items.length)
  }

  function shop(): void {
    const item = someItem()
    const page = firstProductPage + item
    const price = items[item]?.price ?? 0
    later()
    add('page_view', page)
    add('view_item', page, { item, units: 1, value: price })
    engage(page)
    if (roll() > 0.3) return
    const units = 1 + Math.floor(roll() ** 4 * 4)
    later()
    add('add_to_cart', page, { item, units, value: price * units })
    if (roll() > 0.5) return
    add('page_view', cartPage)
    add('begin_checkout', checkoutPage, { item, units, value: price * units })
    if (roll() > 0.6) return
    later()
    add('page_view', thanksPage)
    add('purchase', thanksPage, { item, units, value: price * units })
    session.hasKeyEvent = true
    if (roll() > 0.45) return
    const other = (item + 1 + Math.floor(roll() * 5)) % items.length
    add('purchase', thanksPage, { item: other, units: 1, value: items[other]?.price ?? 0, counts: false })
  }
}

// By hour: few at night, most in the evening.
const hours = [9, 5, 3, 2, 2, 4, 9, 18, 27, 33, 36, 37, 38, 36, 35, 35, 37, 41, 47, 53, 55, 48, 34, 19]
const chooseHour = chooser(hours)

function beginning(roll: () => number): number {
  return chooseHour(roll()) * 60 + Math.floor(roll() * 60)
}
