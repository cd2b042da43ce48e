import { Problem } from '@patchbay/contract'

/** Zoho's numbers of the times that it finds itself. */
export const scheduleTypes = {
  in_one_hour: 1,
  in_two_hours: 2,
  in_four_hours: 3,
  next_morning: 4,
  next_afternoon: 5,
} as const

export type NamedTime = keyof typeof scheduleTypes

const two = (value: string | number): string => String(value).padStart(2, '0')

/**
 * How Zoho is told to send at a moment: the time of day in a zone, and the zone in its own way of writing, such as
 * `GMT 5.30 (India Standard Time - Asia/Calcutta)`. Throws `invalid_input`.
 */
export function scheduleOf(sendAt: string, timeZone: string, now: number): Record<string, unknown> {
  const moment = Date.parse(sendAt)
  if (Number.isNaN(moment) || moment <= now) {
    throw new Problem('invalid_input', {
      detail: 'A message can only be sent later than now.',
      errors: [{ path: '/sendAt', message: 'must be a moment that is still to come' }],
    })
  }
  const parts = partsIn(timeZone, moment)
  const { year, month, day, hour, minute, second } = parts
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const ahead = Math.round((local - moment) / 60_000)
  const hours = Math.trunc(Math.abs(ahead) / 60)
  const offset = `${ahead < 0 ? '-' : ''}${hours}.${two(Math.abs(ahead) % 60)}`
  return {
    isSchedule: true,
    scheduleType: 6,
    timeZone: `GMT ${offset} (${parts['timeZoneName'] ?? timeZone} - ${timeZone})`,
    scheduleTime: `${two(month ?? '')}/${two(day ?? '')}/${year ?? ''} ${two(hour ?? '')}:${two(minute ?? '')}:${two(second ?? '')}`,
  }
}

function partsIn(timeZone: string, moment: number): Readonly<Record<string, string>> {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      timeZoneName: 'long',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  } catch {
    throw new Problem('invalid_input', {
      detail: `"${timeZone}" is no time zone.`,
      errors: [{ path: '/timeZone', message: 'must be an IANA name such as Europe/Berlin' }],
    })
  }
}
