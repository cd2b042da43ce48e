import {
  exists,
  impossible,
  iso,
  wrong,
  textOf,
  type AdminCall,
  type Handler,
  type Resource,
} from '../call.ts'
import { collectionHandlers } from '../collection.ts'

/** Events that Google knows: those are not custom. */
const known = new Set(['purchase', 'first_open', 'in_app_purchase', 'app_store_subscription_convert'])

function judged(event: Resource, { at }: AdminCall, siblings: readonly Resource[]): Resource {
  const name = textOf(event['eventName'])
  if (!/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(name))
    throw wrong('key_event.event_name', 'The event name is required, with at most 40 letters, digits and _.')
  if (event['countingMethod'] === undefined)
    throw wrong('key_event.counting_method', 'The counting method is required.')
  const value = event['defaultValue'] as Resource | undefined
  if (value !== undefined && value['currencyCode'] === undefined)
    throw wrong('key_event.default_value.currency_code', 'The currency is required.')
  if (siblings.some((one) => one['eventName'] === name)) throw exists(`event_name ${name}`)
  if (siblings.length >= 30) throw impossible('The property has as many key events as it can have.')
  if (event['createTime'] !== undefined) return event
  return {
    ...event,
    createTime: iso(at),
    ...(known.has(name) ? {} : { custom: true, deletable: true }),
  }
}

export const keyEventHandlers: Readonly<Record<string, Handler>> = collectionHandlers({
  methods: 'analyticsadmin.properties.keyEvents',
  part: 'keyEvents',
  judged,
  mutable: ['counting_method', 'default_value'],
  guard(event) {
    if (event['deletable'] !== true) throw impossible('This key event cannot be deleted.')
  },
})
