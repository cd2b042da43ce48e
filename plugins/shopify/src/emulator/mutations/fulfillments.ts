import { isObject, listOf } from '../../json.ts'
import {
  allFulfillmentOrders,
  fulfillmentLine,
  fulfillmentLinesOf,
  fulfillmentOrdersOf,
  isOver,
  linesOf,
  settle,
  settleOrder,
} from '../fulfillment.ts'
import { addRow, mintId, numberIn, rowsOf, type Row, type ShopState } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { newRow } from './conventions.ts'

/** A fulfillment and the order that it is of. Those of the seed are only held by their orders. */
export function fulfillmentNamed(
  state: ShopState,
  id: unknown,
): { readonly fulfillment: Row; readonly order: Row } | undefined {
  for (const order of rowsOf(state, 'Order')) {
    const fulfillment = (listOf(order['fulfillments']) as Row[]).find((each) => each.id === id)
    if (fulfillment !== undefined) return { fulfillment, order }
  }
  return undefined
}

interface Units {
  readonly row: Row
  readonly line: Row
  readonly quantity: number
}

/** Which units are sent; refused where they cannot be. */
function unitsOf({ state, values }: MutationCall): Units[] {
  allFulfillmentOrders(state)
  const at = ['fulfillment']
  const given = listOf(values['lineItemsByFulfillmentOrder']).filter(isObject)
  const units = given.flatMap(({ fulfillmentOrderId: id, fulfillmentOrderLineItems: asked }): Units[] => {
    const row = state.byId.get(String(id))
    if (row?.__typename !== 'FulfillmentOrder') throw refuse(at, 'Fulfillment order does not exist.')
    if (isOver(row) || row['status'] === 'ON_HOLD') {
      const status = String(row['status']).toLowerCase()
      throw refuse(at, `Fulfillment order ${numberIn(row.id)} has an unfulfillable status= ${status}.`)
    }
    const lines = linesOf(row)
    if (!Array.isArray(asked)) {
      return lines.map((line) => ({ row, line, quantity: Number(line['remainingQuantity']) }))
    }
    return asked.filter(isObject).map(({ id: lineId, quantity }) => {
      const line = lines.find((each) => each.id === lineId)
      if (line === undefined) throw refuse(at, 'Fulfillment order line item does not exist.')
      if (Number(quantity) > Number(line['remainingQuantity'])) {
        throw refuse(at, 'Invalid fulfillment order line item quantity requested.')
      }
      return { row, line, quantity: Number(quantity) }
    })
  })
  const orders = [...new Set(units.map(({ row }) => numberIn(String(row['orderId']))))]
  if (orders.length > 1) {
    const ids = `[${orders.join(', ')}]`
    throw refuse(
      at,
      `All fulfillment orders must belong to the same order. Multiple orders with ids ${ids} were found.`,
    )
  }
  return units.filter(({ quantity }) => quantity > 0)
}

const trackingOf = (info: unknown): Values[] =>
  isObject(info) && Object.keys(info).length > 0
    ? [{ company: info['company'] ?? null, number: info['number'] ?? null, url: info['url'] ?? null }]
    : []

export const fulfillmentMutations = {
  fulfillmentCreate(call) {
    const { values, time, state } = call
    const units = unitsOf(call)
    const [first] = units
    if (first === undefined)
      throw refuse(['fulfillment'], 'Invalid fulfillment order line item quantity requested.')
    const order = first.row['order'] as Row
    const before = listOf(order['fulfillments']) as Row[]
    for (const earlier of before) fulfillmentLinesOf(earlier, order)
    const fulfillment = addRow(state, {
      ...newRow(call, 'Fulfillment'),
      name: `${String(order['name'])}-F${before.length + 1}`,
      order,
      status: 'SUCCESS',
      displayStatus: 'FULFILLED',
      totalQuantity: units.reduce((sum, { quantity }) => sum + quantity, 0),
      trackingInfo: trackingOf(values['trackingInfo']),
      location: (first.row['assignedLocation'] as { location: unknown }).location,
    })
    fulfillment['fulfillmentLineItems'] = units.map(({ line, quantity }, index) =>
      fulfillmentLine(fulfillment, line['lineItem'] as Row, index, quantity),
    )
    for (const { line, quantity } of units)
      line['remainingQuantity'] = Number(line['remainingQuantity']) - quantity
    for (const { row } of units) settle(row, time)
    order['fulfillments'] = [...before, fulfillment]
    settleOrder(order, time)
    return { fulfillment }
  },
  fulfillmentTrackingInfoUpdate({ args, values, state, time }) {
    const found = fulfillmentNamed(state, args['fulfillmentId'])
    if (found === undefined) throw refuse(['fulfillmentId'], 'Fulfillment does not exist.')
    Object.assign(found.fulfillment, { trackingInfo: trackingOf(values), updatedAt: time })
    return { fulfillment: found.fulfillment }
  },
  fulfillmentCancel({ args, state, time }) {
    const found = fulfillmentNamed(state, args['id'])
    if (found === undefined) throw refuse(['id'], 'Fulfillment not found.')
    const { fulfillment, order } = found
    const rows = fulfillmentOrdersOf(state, order)
    for (const { lineItem, quantity } of fulfillmentLinesOf(fulfillment, order)) {
      const line = rows.flatMap(linesOf).find((each) => (each['lineItem'] as Row).id === (lineItem as Row).id)
      if (line !== undefined) line['remainingQuantity'] = Number(line['remainingQuantity']) + Number(quantity)
    }
    Object.assign(fulfillment, { status: 'CANCELLED', displayStatus: 'CANCELED', updatedAt: time })
    for (const row of rows) settle(row, time)
    settleOrder(order, time)
    return { fulfillment }
  },
  fulfillmentEventCreate({ values, state, time }) {
    const found = fulfillmentNamed(state, values['fulfillmentId'])
    if (found === undefined)
      throw refuse(['fulfillmentEvent', 'fulfillmentId'], 'Fulfillment does not exist.')
    const { fulfillmentId: _, ...said } = values
    const event = addRow(state, {
      __typename: 'FulfillmentEvent',
      id: mintId(state, 'FulfillmentEvent'),
      happenedAt: time,
      createdAt: time,
      ...said,
    })
    const { fulfillment } = found
    fulfillment['displayStatus'] = values['status']
    if (values['status'] === 'DELIVERED') fulfillment['deliveredAt'] = event['happenedAt']
    if (values['status'] === 'IN_TRANSIT') fulfillment['inTransitAt'] = event['happenedAt']
    return { fulfillmentEvent: event }
  },
} satisfies Record<string, Mutation>
