/** The events of a visit, by the number under which they are kept. */
export const eventNames = [
  'session_start',
  'first_visit',
  'page_view',
  'user_engagement',
  'scroll',
  'click',
  'file_download',
  'view_search_results',
  'view_item_list',
  'view_item',
  'add_to_cart',
  'begin_checkout',
  'purchase',
  'generate_lead',
  'sign_up',
] as const

export type EventName = (typeof eventNames)[number]

export const eventNumber = Object.fromEntries(eventNames.map((name, index) => [name, index])) as Readonly<
  Record<EventName, number>
>

/** Which of them count as key events. */
export const keyEventNames: readonly EventName[] = ['purchase', 'generate_lead', 'sign_up']

export const isKeyEventNumber: readonly boolean[] = eventNames.map((name) => keyEventNames.includes(name))
