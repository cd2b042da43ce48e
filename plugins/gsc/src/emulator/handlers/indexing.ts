import { refusal } from '@patchbay/google/emulator'
import { json, type Call, type Handler } from '../call.ts'
import { isWithin } from './inspection.ts'
import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import type { Notification } from '../state.ts'

const mostADay = 200

const denied = refusal(403, 'Permission denied. Failed to verify the URL ownership.', 'PERMISSION_DENIED', {
  reason: 'forbidden',
})

const isOwned = ({ state }: Call, url: string): boolean =>
  [...state.sites.values()].some((site) => site.permission === 'siteOwner' && isWithin(site, url))

function metadataOf(url: string, known: ReadonlyMap<string, Notification>) {
  const latestUpdate = known.get('URL_UPDATED')
  const latestRemove = known.get('URL_DELETED')
  return {
    url,
    ...(latestUpdate === undefined ? {} : { latestUpdate }),
    ...(latestRemove === undefined ? {} : { latestRemove }),
  }
}

export const indexing: Readonly<Record<string, Handler>> = {
  'indexing.urlNotifications.publish': (call): EmulatorAnswer => {
    const { url = '', type = '' } = (call.body ?? {}) as { url?: string; type?: string }
    if (!URL.canParse(url))
      return refusal(400, "Invalid value for field 'url'.", 'INVALID_ARGUMENT', { reason: 'badRequest' })
    if (!isOwned(call, url)) return denied
    const { state, now } = call
    if (!state.meter.takeToday('notifications', mostADay, now)) {
      return refusal(
        429,
        "Quota exceeded for quota metric 'Publish requests' and limit 'Publish requests per day' of service 'indexing.googleapis.com'.",
        'RESOURCE_EXHAUSTED',
        { reason: 'rateLimitExceeded' },
      )
    }
    const known = state.notifications.get(url) ?? new Map<string, Notification>()
    state.notifications.set(url, known)
    known.set(type, { url, type, notifyTime: new Date(now).toISOString() })
    return json({ urlNotificationMetadata: metadataOf(url, known) })
  },
  'indexing.urlNotifications.getMetadata': (call) => {
    const url = call.query.get('url') ?? ''
    if (!isOwned(call, url)) return denied
    const known = call.state.notifications.get(url)
    return known === undefined
      ? refusal(404, 'Requested entity was not found.', 'NOT_FOUND', { reason: 'notFound' })
      : json(metadataOf(url, known))
  },
}
