import { isObject, listOf, textOf } from '../../json.ts'
import { randomFrom } from '../random.ts'
import { numberIn, rowsOf, type Row, type ShopState } from '../state.ts'

/** One thing that happened, with what it can be grouped by and what is summed up. */
export interface Fact {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly dimensions: Readonly<Record<string, string>>
  readonly sums: Readonly<Record<string, number>>
  /** What is counted once however many facts have it. */
  readonly distinct: Readonly<Record<string, string>>
}

const centsAt = (row: Row, field: string): number => {
  const bag = row[field]
  const money = isObject(bag) ? bag['shopMoney'] : undefined
  return isObject(money) ? Math.round(Number(money['amount']) * 100) : 0
}

/** A fact for each line of each order: amounts of the order are shared among its lines by what these cost. */
export function salesOf(state: ShopState): Fact[] {
  const seen = new Set<string>()
  return rowsOf(state, 'Order').flatMap((order) => {
    const lines = listOf(order['lineItems']).filter(isObject)
    const gross = lines.reduce((sum, line) => sum + Number(line['cents'] ?? 0), 0)
    const discount = centsAt(order, 'totalDiscountsSet')
    const refunded = centsAt(order, 'totalRefundedSet')
    const total = centsAt(order, 'totalPriceSet') - refunded
    const customer = isObject(order['customer']) ? String(order['customer']['id']) : ''
    const isReturning = customer !== '' && seen.has(customer)
    seen.add(customer)
    const address = isObject(order['billingAddress']) ? order['billingAddress'] : {}
    return lines.map((line) => {
      const cents = Number(line['cents'] ?? 0)
      const share = gross === 0 ? 1 / lines.length : cents / gross
      const product = isObject(line['product']) ? line['product'] : {}
      return {
        time: Date.parse(String(order['createdAt'])),
        dimensions: {
          product_title: textOf(line['title']) ?? '',
          product_vendor: textOf(line['vendor']) ?? '',
          product_type: textOf(product['productType']) ?? '',
          variant_sku: textOf(line['sku']) ?? '',
          sales_channel: order['sourceName'] === 'pos' ? 'Point of Sale' : 'Online Store',
          billing_country: textOf(address['country']) ?? '',
          discount_code: textOf(order['discountCode']) ?? '',
        },
        sums: {
          gross_sales: cents,
          discounts: -discount * share,
          returns: -refunded * share,
          net_sales: cents - (discount + refunded) * share,
          total_sales: total * share,
        },
        distinct: { orders: order.id, customers: customer, returning_customers: isReturning ? customer : '' },
      }
    })
  })
}

const referrers = ['direct', 'search', 'search', 'social', 'email'] as const
const pages = ['/', '/collections/all', '/products/canyon-stove'] as const

/** A fact for each visit: each order of the online store ended one, and some two dozen others came to nothing. */
export function sessionsOf(state: ShopState): Fact[] {
  return rowsOf(state, 'Order')
    .filter((order) => order['sourceName'] === 'web')
    .flatMap((order) => {
      const random = randomFrom(numberIn(order.id) % 1_000_003)
      const time = Date.parse(String(order['createdAt']))
      return Array.from({ length: 20 + random.integer(10) }, (_, index) => {
        const reached = index === 0 ? 3 : index === 1 ? 2 : random.integer(4) === 0 ? 1 : 0
        return {
          time,
          dimensions: {
            referrer_source: random.pick(referrers),
            landing_page_path: random.pick(pages),
            device: random.integer(3) === 0 ? 'desktop' : 'mobile',
          },
          sums: {
            sessions: 1,
            sessions_with_cart_additions: reached > 0 ? 1 : 0,
            sessions_that_reached_checkout: reached > 1 ? 1 : 0,
            sessions_that_completed_checkout: reached > 2 ? 1 : 0,
          },
          distinct: {},
        }
      })
    })
}
