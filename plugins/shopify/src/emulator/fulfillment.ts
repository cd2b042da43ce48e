import { isObject, listOf } from '../json.ts'
import { addRow, gidOf, numberIn, rowsOf, type Row, type ShopState } from './state.ts'

const firstOrder = 5_500_000_001_000
const closed = ['CLOSED', 'CANCELLED', 'INCOMPLETE']

export const linesOf = (row: Row): Row[] => (row['lineItems'] ??= []) as Row[]
export const holdsOf = (row: Row): Row[] => (row['fulfillmentHolds'] ??= []) as Row[]
export const remainingOf = (row: Row): number =>
  linesOf(row).reduce((sum, line) => sum + Number(line['remainingQuantity']), 0)

/** What is to be sent of an order. Worked out when somebody first asks, for the seed has hundreds. */
export function fulfillmentOrdersOf(state: ShopState, order: Row): Row[] {
  const known = order['fulfillmentOrders']
  if (Array.isArray(known)) return known as Row[]
  const number = numberIn(order.id) - firstOrder
  const isCancelled = (order['cancelledAt'] ?? null) !== null
  const fulfillment = String(order['displayFulfillmentStatus'])
  const lines = linesOf(order).map((line, index): Row => {
    const total = Number(line['currentQuantity'])
    const sent =
      fulfillment === 'FULFILLED' ? total : fulfillment === 'PARTIALLY_FULFILLED' && index === 0 ? 1 : 0
    return {
      __typename: 'FulfillmentOrderLineItem',
      id: gidOf('FulfillmentOrderLineItem', 5_850_000_001_000 + number * 10 + index),
      lineItem: line,
      productTitle: line['title'],
      variantTitle: line['variantTitle'],
      sku: line['sku'],
      totalQuantity: total,
      remainingQuantity: isCancelled ? 0 : Math.max(0, total - sent),
    }
  })
  const row = addRow(state, {
    __typename: 'FulfillmentOrder',
    id: gidOf('FulfillmentOrder', 5_800_000_001_000 + number),
    order,
    orderId: order.id,
    orderName: order['name'],
    requestStatus: 'UNSUBMITTED',
    deliveryMethod: { methodType: 'SHIPPING' },
    lineItems: lines,
    fulfillmentHolds: [],
    createdAt: order['createdAt'],
    updatedAt: order['updatedAt'],
  })
  assign(row, rowsOf(state, 'Location')[0])
  order['fulfillmentOrders'] = [row]
  settle(row)
  if (isCancelled) row['status'] = 'CANCELLED'
  return [row]
}

/** All fulfillment orders of the shop. */
export function allFulfillmentOrders(state: ShopState): readonly Row[] {
  for (const order of rowsOf(state, 'Order')) fulfillmentOrdersOf(state, order)
  return rowsOf(state, 'FulfillmentOrder')
}

export function assign(row: Row, location: Row | undefined): void {
  row['assignedLocation'] = { name: location?.['name'] ?? '', countryCode: 'DE', location: location ?? null }
}

/** Works out how it stands, and what can be done with it; at a time if that changes something. */
export function settle(row: Row, time?: string): void {
  if (time !== undefined) row['updatedAt'] = time
  const left = remainingOf(row)
  const total = linesOf(row).reduce((sum, line) => sum + Number(line['totalQuantity']), 0)
  const status =
    left === 0 ? 'CLOSED' : holdsOf(row).length > 0 ? 'ON_HOLD' : left < total ? 'IN_PROGRESS' : 'OPEN'
  const actions: Readonly<Record<string, readonly string[]>> = {
    OPEN: ['CREATE_FULFILLMENT', 'HOLD', 'MOVE', 'REPORT_PROGRESS', 'SPLIT'],
    IN_PROGRESS: ['CREATE_FULFILLMENT', 'HOLD'],
    ON_HOLD: ['RELEASE_HOLD'],
  }
  row['status'] = status
  row['supportedActions'] = (actions[status] ?? []).map((action) => ({ action, externalUrl: null }))
}

export const isOver = (row: Row): boolean => closed.includes(String(row['status']))

/** Brings in line what an order says of being sent. */
export function settleOrder(order: Row, time: string): void {
  const rows = listOf(order['fulfillmentOrders']).filter(isObject) as Row[]
  const left = rows.reduce((sum, row) => sum + remainingOf(row), 0)
  const total = rows.flatMap(linesOf).reduce((sum, line) => sum + Number(line['totalQuantity']), 0)
  order['displayFulfillmentStatus'] =
    left === 0
      ? 'FULFILLED'
      : rows.some((row) => row['status'] === 'ON_HOLD')
        ? 'ON_HOLD'
        : left < total
          ? 'PARTIALLY_FULFILLED'
          : 'UNFULFILLED'
  order['updatedAt'] = time
}

/** What a fulfillment sent, by line of the order; of the seed, all that the order says was sent. */
export function fulfillmentLinesOf(fulfillment: Row, order: Row): Row[] {
  return (fulfillment['fulfillmentLineItems'] ??= linesOf(order)
    .map((line, index): Row => {
      const isPart = order['displayFulfillmentStatus'] === 'PARTIALLY_FULFILLED'
      return fulfillmentLine(
        fulfillment,
        line,
        index,
        isPart ? Number(index === 0) : Number(line['quantity']),
      )
    })
    .filter(({ quantity }) => Number(quantity) > 0)) as Row[]
}

export const fulfillmentLine = (fulfillment: Row, lineItem: Row, index: number, quantity: number): Row => ({
  __typename: 'FulfillmentLineItem',
  id: gidOf('FulfillmentLineItem', numberIn(fulfillment.id) * 10 + index),
  lineItem,
  quantity,
})
