/** What Google's check of events says. */
export interface Message {
  readonly fieldPath: string
  readonly description: string
  readonly validationCode: string
}

interface Body {
  readonly client_id?: unknown
  readonly app_instance_id?: unknown
  readonly events?: ReadonlyArray<{
    readonly name?: string
    readonly params?: Readonly<Record<string, unknown>>
  }>
}

const reservedPrefixes = ['ga_', 'google_', 'firebase_']
const reservedNames = new Set([
  'ad_click',
  'app_remove',
  'error',
  'first_open',
  'session_start',
  'user_engagement',
])

/** Events that Google itself names, and what it wants with them. */
const needCurrency = new Set(['purchase', 'refund', 'add_to_cart', 'begin_checkout'])

export function checkBody(body: Body, isApp: boolean): Message[] {
  const messages: Message[] = []
  const say = (fieldPath: string, validationCode: string, description: string): void =>
    void messages.push({ fieldPath, description, validationCode })
  const whose = isApp ? 'app_instance_id' : 'client_id'
  if (body[whose] === undefined) say(whose, 'VALUE_REQUIRED', `Measurement requires a ${whose}.`)
  const { events = [] } = body
  if (events.length > 25) say('events', 'EXCEEDED_MAX_ENTITIES', 'At most 25 events can be sent at once.')
  for (const [index, { name = '', params = {} }] of events.entries()) {
    const at = `events[${index}]`
    if (!/^[A-Za-z]\w{0,39}$/.test(name))
      say(`${at}.name`, 'NAME_INVALID', `Event name [${name}] is not valid.`)
    else if (reservedNames.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix)))
      say(`${at}.name`, 'NAME_RESERVED', `Event at index: [${index}] has name [${name}] which is reserved.`)
    if (Object.keys(params).length > 25)
      say(`${at}.params`, 'EXCEEDED_MAX_ENTITIES', 'At most 25 parameters can be sent with an event.')
    if (needCurrency.has(name) && params['value'] !== undefined && params['currency'] === undefined)
      say(`${at}.params`, 'VALUE_REQUIRED', `Event at index: [${index}] with a value requires a currency.`)
  }
  return messages
}
