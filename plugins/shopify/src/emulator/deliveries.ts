import { isObject, listOf, textOf } from '../json.ts'
import type { Collection } from './collections/collection.ts'
import { number, word, type Filter } from './filters.ts'
import type { MutationCall, Payload } from './mutations/call.ts'
import { parseSearch, type Search } from './search-language.ts'
import { searchRows } from './search.ts'
import { isMintedAfter, rowsOf, typeIn, type Row, type ShopState } from './state.ts'
import { goneOf, payloadOf, shapes } from './webhook-payloads.ts'
import { signedWebhook, type SignedWebhook } from './webhooks.ts'

/** A message that Shopify would have sent. Nothing leaves the emulator: whoever has the state reads them there. */
export interface Delivery extends SignedWebhook {
  readonly subscriptionId: string
  readonly uri: string
}

/** Older ones are forgotten, so that a shop that runs for long does not grow. */
const mostKept = 1_000

/** What a mutation tells beside that something was created, changed or deleted. */
const further: Readonly<Record<string, string>> = { orderCancel: 'cancelled', orderMarkAsPaid: 'paid' }

interface Happening {
  readonly noun: string
  readonly verb: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Notes what subscribers are told of a mutation that was performed, before which so many ids had been `minted`. */
export function announce(call: MutationCall, answered: Payload, minted: number): void {
  const { state, execution } = call
  const subscriptions = rowsOf(state, 'WebhookSubscription')
  if (subscriptions.length === 0) return
  const happenings = happeningsOf(call, answered, minted)
  if (happenings.length === 0) return
  state.happened += 1
  const eventId = uuidOf('8000', state.happened)
  for (const { noun, verb, payload } of happenings) {
    const topic = `${noun}_${verb}`.toUpperCase()
    for (const subscription of subscriptions) {
      const uri = String(subscription['uri'])
      // Pub/Sub and EventBridge trust their own transport, and get no signature. XML is not emulated.
      if (subscription['topic'] !== topic || !uri.startsWith('https:')) continue
      if (subscription['format'] === 'XML') continue
      if (!isWanted(payload, textOf(subscription['filter']))) continue
      const version = subscription['apiVersion']
      state.delivered += 1
      state.deliveries.push({
        subscriptionId: subscription.id,
        uri,
        ...signedWebhook({
          topic: `${noun}/${verb}`,
          shopDomain: String(state.shop['myshopifyDomain']),
          apiVersion: isObject(version) ? String(version['handle']) : '2026-10',
          webhookId: uuidOf('9000', state.delivered),
          eventId,
          triggeredAt: execution.now,
          name: textOf(subscription['name']),
          payload: only(payload, listOf(subscription['includeFields'])),
        }),
      })
    }
  }
  state.deliveries.splice(0, state.deliveries.length - mostKept)
}

function happeningsOf({ name, args, state }: MutationCall, answered: Payload, minted: number): Happening[] {
  const found: Happening[] = []
  const tell = (type: string, verb: string, payload: Happening['payload']): void => {
    const shape = shapes[type]
    if (shape !== undefined) found.push({ noun: shape.noun, verb, payload })
  }
  for (const [field, value] of Object.entries(answered)) {
    if (typeof value === 'string' && /^deleted\w*Id$/.test(field))
      tell(typeIn(value), 'delete', goneOf(value))
    if (!isRow(value)) continue
    const verb = isMintedAfter(value.id, minted) ? 'create' : (shapes[value.__typename]?.changed ?? '')
    tell(value.__typename, verb, payloadOf(value))
  }
  const extra = further[name]
  const named = isObject(args['input']) ? args['input']['id'] : args['orderId']
  const order = state.byId.get(String(named))
  if (extra !== undefined && order !== undefined) {
    if (found.length === 0) tell(order.__typename, 'updated', payloadOf(order))
    tell(order.__typename, extra, payloadOf(order))
  }
  return found
}

const isRow = (value: unknown): value is Row =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['__typename'] === 'string'

/** Filters of subscriptions search the payload by its own names. */
function isWanted(payload: Readonly<Record<string, unknown>>, filter: string | undefined): boolean {
  if (filter === undefined || filter === '') return true
  const filters = Object.fromEntries(fieldsIn(parseSearch(filter)).map((field) => [field, either(field)]))
  const collection: Collection = { anywhere: () => false, filters, beyond: [], sorts: {} }
  return searchRows([payload as Row], filter, collection).rows.length > 0
}

function fieldsIn(search: Search): string[] {
  if (search.kind === 'term') return search.term.field === undefined ? [] : [search.term.field]
  return search.kind === 'not' ? fieldsIn(search.part) : search.parts.flatMap(fieldsIn)
}

/** Numbers are compared as numbers, all else as words. */
const either =
  (path: string): Filter =>
  (row, term) =>
    (Number.isNaN(Number(term.value)) ? word(path) : number(path))(row, term)

function only(payload: Readonly<Record<string, unknown>>, fields: readonly unknown[]) {
  if (fields.length === 0) return payload
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)))
}

const uuidOf = (variant: string, number: number): string =>
  `00000000-0000-4000-${variant}-${String(number).padStart(12, '0')}`

/** Where a shop begins: nothing has happened. */
export const nothingDelivered = (): Pick<ShopState, 'deliveries' | 'delivered' | 'happened'> => ({
  deliveries: [],
  delivered: 0,
  happened: 0,
})
