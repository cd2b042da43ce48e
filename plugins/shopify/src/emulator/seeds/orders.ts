import { centsOf } from '../order-totals.ts'
import { randomFrom, type Random } from '../random.ts'
import { gidOf, iso, money, moneyBag, type Row } from '../state.ts'

const hour = 3_600_000
const firstOrder = Date.UTC(2026, 2, 1, 7)
const paidFates = ['FULFILLED', 'FULFILLED', 'FULFILLED', 'PARTIALLY_FULFILLED', 'UNFULFILLED'] as const

/** How an order went, in cents. */
interface Outcome {
  readonly financial: 'AUTHORIZED' | 'PAID' | 'PENDING' | 'REFUNDED' | 'PARTIALLY_REFUNDED' | 'VOIDED'
  readonly fulfillment: string
  readonly paid: number
  readonly refunded: number
  readonly cancelled: boolean
}

/** 300 orders from March to October 2026, oldest first; the customers learn what they ordered. */
export function seedOrders(customers: readonly Row[], variants: readonly Row[]): Row[] {
  const random = randomFrom(300)
  const sold = variants.filter((variant) => variant['availableForSale'] === true)
  return Array.from({ length: 300 }, (_, index) => {
    const customer = customers[random.integer(customers.length)]
    const order = orderOf(index, customer, sold, random)
    if (customer !== undefined) creditTo(customer, order)
    return order
  })
}

function orderOf(index: number, customer: Row | undefined, sold: readonly Row[], random: Random): Row {
  const createdAt = firstOrder + index * 19.5 * hour + random.integer(600) * 60_000
  const id = gidOf('Order', 5_500_000_001_001 + index)
  const lineItems = Array.from({ length: 1 + random.integer(3) }, (_, position) =>
    lineOf(sold[random.integer(sold.length)], index * 10 + position, 1 + random.integer(2)),
  )
  const subtotal = lineItems.reduce((sum, line) => sum + Number(line['cents']), 0)
  const discount = index % 8 === 3 ? Math.round(subtotal / 10) : 0
  const shipping = subtotal > 10_000 ? 0 : 490
  const total = subtotal - discount + shipping
  const outcome = outcomeOf(index, total, random)
  const current = outcome.cancelled ? 0 : total - outcome.refunded
  const closed = outcome.fulfillment === 'FULFILLED' || outcome.cancelled
  const updatedAt = createdAt + (2 + random.integer(90)) * hour
  return {
    __typename: 'Order',
    id,
    name: `#${1001 + index}`,
    number: 1001 + index,
    email: customer?.['email'] ?? null,
    phone: null,
    createdAt: iso(createdAt),
    processedAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    closedAt: closed ? iso(updatedAt) : null,
    closed,
    cancelledAt: outcome.cancelled ? iso(updatedAt) : null,
    cancelReason: outcome.cancelled ? 'CUSTOMER' : null,
    confirmed: true,
    test: false,
    tags: total > 50_000 ? ['large'] : [],
    note: index % 25 === 0 ? 'Leave at the back door.' : null,
    sourceName: index % 6 === 0 ? 'pos' : 'web',
    currencyCode: 'EUR',
    presentmentCurrencyCode: 'EUR',
    displayFinancialStatus: outcome.financial,
    displayFulfillmentStatus: outcome.fulfillment,
    returnStatus: outcome.financial === 'REFUNDED' ? 'RETURNED' : 'NO_RETURN',
    taxesIncluded: true,
    subtotalLineItemsQuantity: lineItems.reduce((sum, line) => sum + Number(line['quantity']), 0),
    totalPriceSet: moneyBag(total),
    originalTotalPriceSet: moneyBag(total),
    currentTotalPriceSet: moneyBag(current),
    subtotalPriceSet: moneyBag(subtotal - discount),
    totalTaxSet: moneyBag(Math.round((total * 19) / 119)),
    totalShippingPriceSet: moneyBag(shipping),
    totalDiscountsSet: moneyBag(discount),
    totalRefundedSet: moneyBag(outcome.refunded),
    totalReceivedSet: moneyBag(outcome.paid),
    totalOutstandingSet: moneyBag(outcome.cancelled ? 0 : Math.max(0, total - outcome.paid)),
    discountCodes: discount > 0 ? ['TEN'] : [],
    discountCode: discount > 0 ? 'TEN' : null,
    paymentGatewayNames: ['shopify_payments'],
    fullyPaid: outcome.paid >= total,
    customer: customer ?? null,
    shippingAddress: customer?.['defaultAddress'] ?? null,
    billingAddress: customer?.['defaultAddress'] ?? null,
    lineItems,
    events: [
      {
        __typename: 'BasicEvent',
        id: gidOf('BasicEvent', 8_800_000_001_001 + index),
        action: 'placed',
        message: 'This order was placed on Online Store.',
        createdAt: iso(createdAt),
      },
    ],
    transactions: transactionsOf(index, createdAt, updatedAt, outcome, total),
    fulfillments:
      outcome.fulfillment.endsWith('FULFILLED') && outcome.fulfillment !== 'UNFULFILLED'
        ? [fulfillmentOf(index, createdAt, updatedAt)]
        : [],
  }
}

function lineOf(variant: Row | undefined, number: number, quantity: number): Row {
  const product = variant?.['product'] as Row | undefined
  const unit = Math.round(Number(variant?.['price'] ?? 0) * 100)
  return {
    __typename: 'LineItem',
    id: gidOf('LineItem', 9_200_000_001_001 + number),
    title: product?.['title'],
    name: variant?.['displayName'],
    variantTitle: variant?.['title'],
    sku: variant?.['sku'],
    vendor: product?.['vendor'],
    quantity,
    currentQuantity: quantity,
    requiresShipping: true,
    taxable: true,
    product,
    variant,
    originalUnitPriceSet: moneyBag(unit),
    discountedUnitPriceSet: moneyBag(unit),
    originalTotalSet: moneyBag(unit * quantity),
    discountedTotalSet: moneyBag(unit * quantity),
    totalDiscountSet: moneyBag(0),
    cents: unit * quantity,
  }
}

/** Two orders of which nothing was taken yet. */
const authorized = [59, 70]

function outcomeOf(index: number, total: number, random: Random): Outcome {
  if (authorized.includes(index))
    return { financial: 'AUTHORIZED', fulfillment: 'UNFULFILLED', paid: 0, refunded: 0, cancelled: false }
  if (index % 29 === 7)
    return { financial: 'VOIDED', fulfillment: 'UNFULFILLED', paid: 0, refunded: 0, cancelled: true }
  if (index % 23 === 11)
    return { financial: 'REFUNDED', fulfillment: 'FULFILLED', paid: total, refunded: total, cancelled: false }
  if (index % 19 === 5) {
    return {
      financial: 'PARTIALLY_REFUNDED',
      fulfillment: 'FULFILLED',
      paid: total,
      refunded: Math.round(total / 4),
      cancelled: false,
    }
  }
  if (index % 11 === 4)
    return { financial: 'PENDING', fulfillment: 'UNFULFILLED', paid: 0, refunded: 0, cancelled: false }
  return {
    financial: 'PAID',
    fulfillment: random.pick(paidFates),
    paid: total,
    refunded: 0,
    cancelled: false,
  }
}

function transactionsOf(
  index: number,
  createdAt: number,
  updatedAt: number,
  outcome: Outcome,
  total: number,
): Row[] {
  const transaction = (position: number, kind: string, cents: number, at: number): Row => ({
    __typename: 'OrderTransaction',
    id: gidOf('OrderTransaction', 6_600_000_001_001 + index * 2 + position),
    kind,
    status: outcome.financial === 'PENDING' ? 'PENDING' : outcome.cancelled ? 'FAILURE' : 'SUCCESS',
    gateway: 'shopify_payments',
    amountSet: moneyBag(cents),
    createdAt: iso(at),
    processedAt: iso(at),
    test: false,
  })
  const sale = transaction(0, outcome.financial === 'AUTHORIZED' ? 'AUTHORIZATION' : 'SALE', total, createdAt)
  return outcome.refunded === 0 ? [sale] : [sale, transaction(1, 'REFUND', outcome.refunded, updatedAt)]
}

function fulfillmentOf(index: number, orderedAt: number, deliveredAt: number): Row {
  const shippedAt = (orderedAt + deliveredAt) / 2
  const number = `FW${String(700_000 + index)}DE`
  return {
    __typename: 'Fulfillment',
    id: gidOf('Fulfillment', 5_900_000_001_001 + index),
    name: `#${1001 + index}-F1`,
    status: 'SUCCESS',
    displayStatus: 'DELIVERED',
    createdAt: iso(shippedAt),
    updatedAt: iso(deliveredAt),
    deliveredAt: iso(deliveredAt),
    totalQuantity: 1,
    trackingInfo: [{ company: 'DHL', number, url: `https://tracking.example/${number}` }],
  }
}

function creditTo(customer: Row, order: Row): void {
  const orders = customer['orders'] as Row[]
  orders.push(order)
  const spent = orders.reduce((sum, each) => sum + centsOf(each['currentTotalPriceSet']), 0)
  Object.assign(customer, {
    numberOfOrders: String(orders.length),
    amountSpent: money(spent),
    lastOrder: order,
  })
}
