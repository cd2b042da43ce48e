import { forbidden, type Handler, type Resource } from '../call.ts'
import { kindOf } from '../history.ts'
import { pageOf } from '../page.ts'
import { ownerOf } from '../state.ts'

interface Asked {
  readonly property?: string
  readonly resourceType?: readonly string[]
  readonly action?: readonly string[]
  readonly actorEmail?: readonly string[]
  readonly earliestChangeTime?: string
  readonly latestChangeTime?: string
  readonly pageSize?: number
  readonly pageToken?: string
}

const isAmong = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.length === 0 || list.includes(value)

export const changeHistoryHandlers: Readonly<Record<string, Handler>> = {
  'analyticsadmin.accounts.searchChangeHistoryEvents': ({ state, name, body }) => {
    ownerOf(state, name)
    const { pageSize, pageToken, ...asked } = body as Asked
    const { property, resourceType, action, actorEmail } = asked
    if (property !== undefined && ownerOf(state, property)['account'] !== name) throw forbidden()
    const from = Date.parse(asked.earliestChangeTime ?? '1970-01-01T00:00:00Z')
    const to = Date.parse(asked.latestChangeTime ?? '9999-01-01T00:00:00Z')
    const fits = (change: Resource): boolean => {
      const resource = String(change['resource'])
      return (
        ownerOf(state, resource)['account'] === name &&
        (property === undefined || resource === property || resource.startsWith(`${property}/`)) &&
        isAmong(resourceType, kindOf(resource) ?? '') &&
        isAmong(action, String(change['action']))
      )
    }
    const events = state.history.flatMap((event): Resource[] => {
      const at = Date.parse(String(event['changeTime']))
      if (at < from || at > to || !isAmong(actorEmail, String(event['userActorEmail']))) return []
      const all = event['changes'] as readonly Resource[]
      const changes = all.filter(fits)
      if (changes.length === 0) return []
      return [{ ...event, changes, ...(changes.length < all.length ? { changesFiltered: true } : {}) }]
    })
    return pageOf(events, 'changeHistoryEvents', {
      pageSize,
      pageToken,
      scope: `${name} ${JSON.stringify(asked)}`,
    })
  },
}
