import { weekdayOf, type DayNumber } from './calendar.ts'
import type { Property } from './properties.ts'
import { chooseDevice } from './world/devices.ts'
import { mix, share, stream } from './world/chance.ts'
import { choosePlace } from './world/places.ts'
import { chooseSource } from './world/sources.ts'
import { DayBuilder, type Day } from './day.ts'
import { visit } from './visit.ts'

/** More on working days and in spring and autumn, growing by a third each year, with some chance of each day. */
export function sessionsOn({ id, sessionsPerDay }: Property, day: DayNumber): number {
  const weekday = [0.72, 1.12, 1.1, 1.08, 1.05, 0.98, 0.8][weekdayOf(day)] ?? 1
  const season = 1 + 0.25 * Math.sin(((day % 365.25) / 365.25) * 4 * Math.PI - 1)
  const growth = 1.33 ** ((day - 20_600) / 365.25)
  const noise = 0.93 + 0.14 * share(mix(Number(id), day, 1))
  // One week with a campaign that was talked about, and one day on which the site was down.
  const special = day % 97 === 12 ? 1.9 : day % 131 === 40 ? 0.35 : 1
  return Math.round(sessionsPerDay * weekday * season * growth * noise * special)
}

/** What is true of a user at every visit. */
export interface User {
  readonly place: number
  readonly device: number
  readonly firstSource: number
  readonly firstDay: DayNumber
  readonly firstPage: number
}

export function userOf(property: Property, firstDay: DayNumber, number: number): User {
  const seed = mix(Number(property.id), firstDay, number)
  return {
    place: choosePlace(share(seed)),
    device: chooseDevice(share(mix(seed, 1))),
    firstSource: chooseSource(share(mix(seed, 2))),
    firstDay,
    firstPage: mix(seed, 3),
  }
}

// A share of the sessions of a day is by users who come for the first time.
const newShare = 0.62

export const newUsersOn = (property: Property, day: DayNumber): number =>
  Math.round(sessionsOn(property, day) * newShare)

const kept = new Map<string, Day>()
let keptEvents = 0
const mostEvents = 6_000_000

/**
 * Everything that happened on a property on a day. It follows from the two alone, so it is made when it is first asked
 * for; what was made longest ago goes when there is too much.
 */
export function dayOfTraffic(property: Property, day: DayNumber): Day {
  const key = `${property.id} ${day}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = makeDay(property, day)
  kept.set(key, made)
  keptEvents += made.events
  for (const [oldest, { events }] of kept) {
    if (keptEvents <= mostEvents || oldest === key) break
    kept.delete(oldest)
    keptEvents -= events
  }
  return made
}

function makeDay(property: Property, day: DayNumber): Day {
  const builder = new DayBuilder(day)
  const roll = stream(mix(Number(property.id), day, 77))
  const newUsers = newUsersOn(property, day)
  const count = sessionsOn(property, day)
  for (let index = 0; index < count; index += 1) {
    const isNew = index < newUsers
    const age = isNew ? 0 : 1 + Math.floor(roll() ** 3 * 75)
    const firstDay = day - age
    // Some of the users of that day come back again and again.
    const number = isNew ? index : Math.floor(roll() ** 2 * Math.max(1, newUsersOn(property, firstDay)))
    const user = userOf(property, firstDay, number)
    visit(builder, { property, user, userId: mix(firstDay, number, 5), isNew, roll })
  }
  return builder.build()
}
