import { notEmulated } from '../api-error.ts'
import type { Execution } from '../execution.ts'
import { valuesAt } from '../filters.ts'
import { rowsOf, type Row } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

/** Conditions on customers that the emulated shop can judge, by where the customer holds what they are about. */
const places: Readonly<Record<string, string>> = {
  amount_spent: 'amountSpent.amount',
  customer_cities: 'defaultAddress.city',
  customer_countries: 'defaultAddress.countryCodeV2',
  customer_tags: 'tags',
  email_subscription_status: 'defaultEmailAddress.marketingState',
  number_of_orders: 'numberOfOrders',
}

/** Whether a customer meets `name operator value`. */
function isMember(customer: Row, query: string): boolean {
  const [, name = '', operator = '', wanted = ''] =
    /^\s*(\w+)\s*(>=|<=|!=|=|>|<|CONTAINS)\s*'?(.*?)'?\s*$/.exec(query) ?? []
  const place = places[name]
  if (place === undefined) throw notEmulated(`the segment ${query}`)
  return valuesAt(customer, place).some((held) => {
    const [one, other] = [Number(held), Number(wanted)]
    switch (operator) {
      case '>':
        return one > other
      case '<':
        return one < other
      case '>=':
        return one >= other
      case '<=':
        return one <= other
      case '!=':
        return String(held).toLowerCase() !== wanted.toLowerCase()
      default:
        return String(held).toLowerCase() === wanted.toLowerCase()
    }
  })
}

export const segmentRoots = {
  customerSegmentMembers({ segmentId, query }: Arguments, { state }: Execution) {
    const asked = state.byId.get(String(segmentId))?.['query'] ?? query
    if (typeof asked !== 'string') return []
    return rowsOf(state, 'Customer')
      .filter((customer) => isMember(customer, asked))
      .map((customer) => ({ ...customer, id: customer.id.replace('/Customer/', '/CustomerSegmentMember/') }))
  },
}
