import { isObject, listOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { refreshStock, unitsOf } from '../product-totals.ts'
import { addRow, moneyBag, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { existing, newRow } from './conventions.ts'
import { addTransaction, transactionsOf } from './orders.ts'

/** Which units are refunded; refused where there are not as many. */
function linesOf({ values }: MutationCall, order: Row) {
  const lines = listOf(order['lineItems']) as Row[]
  return listOf(values['refundLineItems'])
    .filter(isObject)
    .map(({ lineItemId, quantity, restockType, locationId }, index) => {
      const lineItem = lines.find(({ id }) => id === lineItemId)
      const at = ['refundLineItems', String(index)]
      if (lineItem === undefined) throw refuse([...at, 'lineItemId'], 'Line item does not exist')
      if (Number(quantity) > Number(lineItem['currentQuantity'])) {
        throw refuse([...at, 'quantity'], 'Quantity cannot refund more items than were purchased')
      }
      const unit = centsOf(lineItem['discountedUnitPriceSet'])
      return {
        lineItem,
        quantity: Number(quantity),
        restockType: restockType ?? 'NO_RESTOCK',
        restocked: restockType === 'CANCEL' || restockType === 'RETURN',
        locationId,
        subtotalSet: moneyBag(unit * Number(quantity)),
      }
    })
}

/** Puts units back on the shelf: at the given location, else at the first that has the item. */
function restock(lineItem: Row, quantity: number, locationId: unknown): void {
  const variant = lineItem['variant']
  const item = isObject(variant) ? (variant['inventoryItem'] as Row | undefined) : undefined
  const levels = listOf(item?.['inventoryLevels']) as Row[]
  const level = levels.find(({ location }) => (location as Row).id === locationId) ?? levels[0]
  if (item === undefined || level === undefined) return
  const stock = isObject(level['stock']) ? level['stock'] : {}
  const more = (name: string) => unitsOf(stock, name) + quantity
  level['stock'] = { ...stock, available: more('available'), on_hand: more('on_hand') }
  refreshStock(item)
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`

function refundCreate(call: MutationCall): { readonly refund: Row; readonly order: Row } {
  const { values, state } = call
  const order = existing(call, 'Order')
  const refundLineItems = linesOf(call, order)
  const given = listOf(values['transactions']).filter(isObject)
  const paid = transactionsOf(order)
  if (given.some(({ parentId }) => !paid.some(({ id }) => id === parentId))) {
    throw refuse(['transactions'], 'Transactions require a parent_id associated with the order')
  }
  const amounts = given.map((each) => Math.round(Number(each['amount']) * 100))
  const cents = amounts.reduce((sum, each) => sum + each, 0)
  const before = centsOf(order['totalRefundedSet'])
  const net = centsOf(order['totalReceivedSet']) - before
  if (cents > net && values['allowOverRefunding'] !== true) {
    throw refuse(null, `Refund amount ${dollars(cents)} is greater than net payment received ${dollars(net)}`)
  }
  for (const [index, { parentId, gateway }] of given.entries()) {
    const parentTransaction = paid.find(({ id }) => id === parentId)
    addTransaction(call, order, { kind: 'REFUND', gateway, cents: amounts[index] ?? 0, parentTransaction })
  }
  for (const { lineItem, quantity, restocked, locationId } of refundLineItems) {
    lineItem['currentQuantity'] = Number(lineItem['currentQuantity']) - quantity
    if (restocked) restock(lineItem, quantity, locationId)
  }
  const refund = addRow(state, {
    ...newRow(call, 'Refund'),
    note: values['note'] ?? null,
    order,
    totalRefundedSet: moneyBag(cents),
    refundLineItems,
  })
  Object.assign(order, {
    refunds: [...listOf(order['refunds']), refund],
    totalRefundedSet: moneyBag(before + cents),
    currentTotalPriceSet: moneyBag(Math.max(0, centsOf(order['currentTotalPriceSet']) - cents)),
    updatedAt: call.time,
    ...(cents === 0 ? {} : { displayFinancialStatus: cents >= net ? 'REFUNDED' : 'PARTIALLY_REFUNDED' }),
  })
  return { refund, order }
}

export const refundMutations = { refundCreate } satisfies Record<string, Mutation>
