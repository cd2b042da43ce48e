import { isObject, listOf, textOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { addRow, mintId, moneyBag, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { created, existing, newRow, removed, updated, type Rules } from './conventions.ts'

const centsIn = (given: unknown): number => (isObject(given) ? Math.round(Number(given['amount']) * 100) : 0)

const discounted = (cents: number, discount: unknown): number => {
  if (!isObject(discount)) return cents
  const value = Number(discount['value'])
  const less = discount['valueType'] === 'PERCENTAGE' ? (cents * value) / 100 : value * 100
  return Math.max(0, Math.round(cents - less))
}

/** A line as it is kept, from a variant of the shop or from a title and a price. */
function lineOf({ state }: MutationCall, given: Values): Row {
  const variantId = textOf(given['variantId'])
  const variant = variantId === undefined ? undefined : state.byId.get(variantId)
  if (variantId !== undefined && variant === undefined) {
    throw refuse(
      null,
      `Product with ID ${variantId.slice(variantId.lastIndexOf('/') + 1)} is no longer available.`,
    )
  }
  const product = variant?.['product']
  const unit =
    variant === undefined
      ? centsIn(given['originalUnitPriceWithCurrency'])
      : given['priceOverride'] === undefined
        ? Math.round(Number(variant['price']) * 100)
        : centsIn(given['priceOverride'])
  const total = unit * Number(given['quantity'])
  return {
    __typename: 'DraftOrderLineItem',
    id: mintId(state, 'DraftOrderLineItem'),
    title: (isObject(product) ? product['title'] : undefined) ?? given['title'],
    variantTitle: variant?.['title'] ?? null,
    sku: variant?.['sku'] ?? given['sku'] ?? null,
    quantity: given['quantity'],
    custom: variant === undefined,
    variant: variant ?? null,
    originalUnitPriceSet: moneyBag(unit),
    originalTotalSet: moneyBag(total),
    discountedTotalSet: moneyBag(discounted(total, given['appliedDiscount'])),
  }
}

/** What lines, discount and shipping come to. Prices hold their tax. */
function totalsOf(lines: readonly Row[], discount: unknown, shipping: number) {
  const whole = lines.reduce((sum, line) => sum + centsOf(line['originalTotalSet']), 0)
  const subtotal = discounted(
    lines.reduce((sum, line) => sum + centsOf(line['discountedTotalSet']), 0),
    discount,
  )
  return {
    totalDiscountsSet: moneyBag(whole - subtotal),
    subtotalPriceSet: moneyBag(subtotal),
    totalShippingPriceSet: moneyBag(shipping),
    totalPriceSet: moneyBag(subtotal + shipping),
    totalTaxSet: moneyBag(Math.round(((subtotal + shipping) * 19) / 119)),
  }
}

function settle(draft: Row, call: MutationCall): void {
  const { values, state } = call
  const { lineItems, purchasingEntity, shippingLine } = values
  if (lineItems !== undefined)
    draft['lineItems'] = listOf(lineItems)
      .filter(isObject)
      .map((line) => lineOf(call, line))
  if (isObject(purchasingEntity)) {
    const customer = state.byId.get(String(purchasingEntity['customerId']))
    if (customer === undefined) throw refuse(null, 'Customer does not exist')
    draft['customer'] = customer
    draft['email'] ??= customer['email'] ?? null
  }
  const shipping =
    isObject(shippingLine) && isObject(shippingLine['priceWithCurrency'])
      ? centsIn(shippingLine['priceWithCurrency'])
      : centsOf(draft['totalShippingPriceSet'])
  draft['shippingLine'] = null
  Object.assign(draft, totalsOf(listOf(draft['lineItems']) as Row[], draft['appliedDiscount'], shipping))
  begin(draft, call)
}

function begin(draft: Row, { state }: MutationCall): void {
  const number = draft.id.slice(draft.id.lastIndexOf('/') + 1)
  draft['name'] ??= `#D${rowsOf(state, 'DraftOrder').length + 1}`
  draft['status'] ??= 'OPEN'
  draft['ready'] = true
  draft['invoiceUrl'] ??= `https://fernweh.example/invoices/${number}`
}

function complete(call: MutationCall): { readonly draftOrder: Row } {
  const { args, state, time } = call
  const draft = existing(call, 'DraftOrder')
  if (draft['status'] === 'COMPLETED') throw refuse(null, 'This order has been paid')
  const isPaid = args['paymentPending'] !== true
  const total = centsOf(draft['totalPriceSet'])
  const number = 1001 + rowsOf(state, 'Order').length
  const lines = listOf(draft['lineItems']) as Row[]
  const order = addRow(state, {
    ...newRow(call, 'Order'),
    name: `#${number}`,
    number,
    processedAt: time,
    cancelledAt: null,
    closedAt: null,
    closed: false,
    email: draft['email'] ?? null,
    tags: draft['tags'] ?? [],
    note: draft['note2'] ?? null,
    sourceName: args['sourceName'] ?? 'shopify_draft_order',
    customer: draft['customer'] ?? null,
    displayFinancialStatus: isPaid ? 'PAID' : 'PENDING',
    displayFulfillmentStatus: 'UNFULFILLED',
    returnStatus: 'NO_RETURN',
    subtotalLineItemsQuantity: lines.reduce((sum, line) => sum + Number(line['quantity']), 0),
    totalPriceSet: moneyBag(total),
    currentTotalPriceSet: moneyBag(total),
    subtotalPriceSet: draft['subtotalPriceSet'],
    totalTaxSet: draft['totalTaxSet'],
    totalShippingPriceSet: draft['totalShippingPriceSet'],
    totalDiscountsSet: draft['totalDiscountsSet'],
    totalRefundedSet: moneyBag(0),
    totalReceivedSet: moneyBag(isPaid ? total : 0),
    totalOutstandingSet: moneyBag(isPaid ? 0 : total),
    lineItems: lines.map((line) => ({
      ...line,
      __typename: 'LineItem',
      id: mintId(state, 'LineItem'),
      currentQuantity: line['quantity'],
      discountedUnitPriceSet: line['originalUnitPriceSet'],
    })),
    transactions: [],
    fulfillments: [],
  })
  Object.assign(draft, { order, status: 'COMPLETED', completedAt: time, updatedAt: time })
  return { draftOrder: draft }
}

const rules: Rules = { renamed: { note: 'note2' }, finish: settle }

export const draftOrderMutations = {
  draftOrderCreate: created(rules),
  draftOrderUpdate: updated(rules),
  draftOrderCalculate(call) {
    const lines = listOf(call.values['lineItems'])
      .filter(isObject)
      .map((line) => lineOf(call, line))
    const shippingLine = call.values['shippingLine']
    const shipping = isObject(shippingLine) ? centsIn(shippingLine['priceWithCurrency']) : 0
    return { calculatedDraftOrder: totalsOf(lines, call.values['appliedDiscount'], shipping) }
  },
  draftOrderComplete: complete,
  draftOrderInvoiceSend(call) {
    const draft = call.state.byId.get(String(call.args['id']))
    if (draft?.__typename !== 'DraftOrder') throw refuse(null, 'Draft order not found')
    if (draft['status'] === 'COMPLETED') {
      throw refuse(null, "Draft order Invoice can't be sent. This draft order is already paid.")
    }
    const email = isObject(call.args['email']) ? call.args['email'] : {}
    if ((textOf(email['to']) ?? textOf(draft['email']) ?? '') === '') throw refuse(null, "To can't be blank")
    Object.assign(draft, { status: 'INVOICE_SENT', invoiceSentAt: call.time, updatedAt: call.time })
    return { draftOrder: draft }
  },
  draftOrderDelete: removed('DraftOrder'),
  draftOrderCreateFromOrder(call) {
    const order = existing(call, 'Order')
    const lines = (listOf(order['lineItems']) as Row[]).map(({ variant, title, quantity }) =>
      lineOf(call, { variantId: isObject(variant) ? variant['id'] : undefined, title, quantity }),
    )
    const draft: Row = {
      ...newRow(call, 'DraftOrder'),
      customer: order['customer'],
      email: order['email'],
      lineItems: lines,
      ...totalsOf(lines, undefined, 0),
    }
    begin(draft, call)
    return { draftOrder: addRow(call.state, draft) }
  },
} satisfies Record<string, Mutation>
