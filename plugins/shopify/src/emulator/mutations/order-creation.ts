import { isObject, listOf, textOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { addRow, mintId, moneyBag, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { newRow } from './conventions.ts'
import { addTransaction } from './orders.ts'

const centsIn = (bag: unknown): number => centsOf(isObject(bag) ? bag : undefined)

/** A line of an order as it is kept, from a variant of the shop or from a title and a price. */
export function orderLine({ state }: MutationCall, given: Values, at: readonly string[]): Row {
  const variantId = textOf(given['variantId'])
  const variant = variantId === undefined ? undefined : state.byId.get(variantId)
  if (variantId !== undefined && variant?.__typename !== 'ProductVariant') {
    throw refuse([...at, 'variantId'], 'The variant does not exist in the shop.')
  }
  const product = variant?.['product'] as Row | undefined
  const title = textOf(product?.['title']) ?? textOf(given['title'])
  if (title === undefined) throw refuse(['order', 'lineItems'], "Line items Title can't be blank")
  const unit =
    given['priceSet'] === undefined
      ? Math.round(Number(variant?.['price'] ?? 0) * 100)
      : centsIn(given['priceSet'])
  const quantity = Number(given['quantity'])
  return {
    __typename: 'LineItem',
    id: mintId(state, 'LineItem'),
    title,
    variantTitle: variant?.['title'] ?? null,
    sku: variant?.['sku'] ?? given['sku'] ?? null,
    vendor: product?.['vendor'] ?? null,
    quantity,
    currentQuantity: quantity,
    product: product ?? null,
    variant: variant ?? null,
    originalUnitPriceSet: moneyBag(unit),
    discountedUnitPriceSet: moneyBag(unit),
    originalTotalSet: moneyBag(unit * quantity),
    discountedTotalSet: moneyBag(unit * quantity),
    totalDiscountSet: moneyBag(0),
  }
}

/** What the lines that an order has now come to. */
export const subtotalOf = (order: Row): number =>
  (listOf(order['lineItems']) as Row[]).reduce(
    (sum, line) => sum + centsOf(line['discountedUnitPriceSet']) * Number(line['currentQuantity']),
    0,
  )

export const orderCreationMutations = {
  orderCreate(call) {
    const { args, state, time } = call
    const values = isObject(args['order']) ? args['order'] : {}
    const lineItems = listOf(values['lineItems'])
      .filter(isObject)
      .map((line, index) => orderLine(call, line, ['order', 'lineItems', String(index)]))
    if (lineItems.length === 0) throw refuse(['order'], 'Order Line items is invalid')
    const asked =
      isObject(values['customer']) && isObject(values['customer']['toAssociate'])
        ? values['customer']['toAssociate']
        : undefined
    const customer = asked === undefined ? null : state.byId.get(String(asked['id']))
    if (customer === undefined)
      throw refuse(['order', 'customer', 'toAssociate', 'id'], 'Customer does not exist', 'NOT_FOUND')
    const shipping = listOf(values['shippingLines'])
      .filter(isObject)
      .reduce((sum, { priceSet }) => sum + centsIn(priceSet), 0)
    const number = 1001 + rowsOf(state, 'Order').length
    const order: Row = {
      ...newRow(call, 'Order'),
      name: `#${number}`,
      number,
      processedAt: values['processedAt'] ?? time,
      cancelledAt: null,
      closedAt: null,
      closed: false,
      test: values['test'] ?? false,
      email: values['email'] ?? customer?.['email'] ?? null,
      phone: values['phone'] ?? null,
      note: values['note'] ?? null,
      poNumber: values['poNumber'] ?? null,
      tags: values['tags'] ?? [],
      sourceName: values['sourceName'] ?? null,
      customer,
      displayFulfillmentStatus: 'UNFULFILLED',
      returnStatus: 'NO_RETURN',
      lineItems,
      subtotalLineItemsQuantity: lineItems.reduce((sum, { quantity }) => sum + Number(quantity), 0),
      totalShippingPriceSet: moneyBag(shipping),
      totalDiscountsSet: moneyBag(0),
      totalRefundedSet: moneyBag(0),
      fulfillments: [],
      transactions: [],
      events: [],
    }
    const subtotal = subtotalOf(order)
    const total = subtotal + shipping
    const given = listOf(values['transactions']).filter(isObject)
    for (const { kind, gateway, amountSet } of given)
      addTransaction(call, order, { kind, gateway, cents: centsIn(amountSet) })
    const paid = given.reduce((sum, { amountSet }) => sum + centsIn(amountSet), 0)
    Object.assign(order, {
      subtotalPriceSet: moneyBag(subtotal),
      totalPriceSet: moneyBag(total),
      currentTotalPriceSet: moneyBag(total),
      totalTaxSet: moneyBag(Math.round((total * 19) / 119)),
      totalReceivedSet: moneyBag(paid),
      totalOutstandingSet: moneyBag(Math.max(0, total - paid)),
      displayFinancialStatus:
        values['financialStatus'] ?? (paid === 0 ? 'PENDING' : paid < total ? 'PARTIALLY_PAID' : 'PAID'),
    })
    if (customer !== null) customer['orders'] = [...listOf(customer['orders']), order]
    return { order: addRow(state, order) }
  },
} satisfies Record<string, Mutation>
