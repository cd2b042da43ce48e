import { isObject, listOf, textOf } from '../../json.ts'
import {
  allFulfillmentOrders,
  assign,
  holdsOf,
  isOver,
  linesOf,
  remainingOf,
  settle,
  settleOrder,
} from '../fulfillment.ts'
import { addRow, mintId, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { newRow } from './conventions.ts'

const orderOf = (row: Row): Row => row['order'] as Row

export function fulfillmentOrder(call: MutationCall): Row {
  allFulfillmentOrders(call.state)
  const row = call.state.byId.get(String(call.args['id']))
  if (row?.__typename !== 'FulfillmentOrder') {
    throw refuse(['id'], 'Fulfillment order does not exist.', 'FULFILLMENT_ORDER_NOT_FOUND')
  }
  return row
}

/** Parts the given units from the rest, which becomes a fulfillment order of its own. */
function split(call: MutationCall, row: Row, given: unknown, at: readonly string[]): Row | undefined {
  const wanted = listOf(given).filter(isObject)
  if (wanted.length === 0) return undefined
  const ids = wanted.map(({ id }) => textOf(id))
  if (new Set(ids).size < ids.length) {
    throw refuse(at, 'must contain unique line item ids', 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS')
  }
  const lines = linesOf(row)
  const counts = new Map<unknown, number>(wanted.map(({ id, quantity }) => [id, Number(quantity)]))
  for (const [index, { id, quantity }] of wanted.entries()) {
    const line = lines.find((each) => each.id === id)
    if (line === undefined || Number(quantity) > Number(line['remainingQuantity'])) {
      const message = 'Invalid fulfillment order line item quantity requested.'
      throw refuse([...at, String(index), 'quantity'], message, 'INVALID_LINE_ITEM_QUANTITY')
    }
  }
  const rest = lines
    .map((line): Row => {
      const left = Number(line['remainingQuantity']) - (counts.get(line.id) ?? 0)
      return {
        ...line,
        id: mintId(call.state, 'FulfillmentOrderLineItem'),
        totalQuantity: left,
        remainingQuantity: left,
      }
    })
    .filter(({ remainingQuantity }) => Number(remainingQuantity) > 0)
  if (rest.length === 0) return undefined
  row['lineItems'] = lines
    .filter(({ id }) => counts.has(id))
    .map((line) => ({ ...line, totalQuantity: counts.get(line.id), remainingQuantity: counts.get(line.id) }))
  const remaining = addRow(call.state, {
    ...row,
    ...newRow(call, 'FulfillmentOrder'),
    lineItems: rest,
    fulfillmentHolds: [],
  })
  const order = orderOf(row)
  order['fulfillmentOrders'] = [...listOf(order['fulfillmentOrders']), remaining]
  settle(remaining)
  return remaining
}

export const fulfillmentOrderMutations = {
  fulfillmentOrderHold(call) {
    const { values, time, state } = call
    const row = fulfillmentOrder(call)
    const at = ['fulfillmentHold', 'fulfillmentOrderLineItems']
    if (isOver(row)) {
      throw refuse(
        at,
        'The fulfillment order is not in a splittable state.',
        'FULFILLMENT_ORDER_NOT_SPLITTABLE',
      )
    }
    const handle = textOf(values['handle']) ?? ''
    if (holdsOf(row).some((hold) => (hold['handle'] ?? '') === handle)) {
      const message =
        'The handle provided for the fulfillment hold is already in use by this app for another hold.'
      throw refuse(['fulfillmentHold', 'handle'], message, 'DUPLICATE_FULFILLMENT_HOLD_HANDLE')
    }
    const remaining = split(call, row, values['fulfillmentOrderLineItems'], at)
    const hold: Row = {
      __typename: 'FulfillmentHold',
      id: mintId(state, 'FulfillmentHold'),
      handle,
      reason: values['reason'],
      reasonNotes: values['reasonNotes'] ?? null,
      displayReason: String(values['reason']).toLowerCase().replaceAll('_', ' '),
      heldByRequestingApp: true,
    }
    row['fulfillmentHolds'] = [...holdsOf(row), hold]
    settle(row, time)
    settleOrder(orderOf(row), time)
    return { fulfillmentHold: hold, fulfillmentOrder: row, remainingFulfillmentOrder: remaining ?? null }
  },
  fulfillmentOrderReleaseHold(call) {
    const row = fulfillmentOrder(call)
    const { holdIds } = call.args
    row['fulfillmentHolds'] = holdsOf(row).filter(({ id }) => Array.isArray(holdIds) && !holdIds.includes(id))
    settle(row, call.time)
    settleOrder(orderOf(row), call.time)
    return { fulfillmentOrder: row }
  },
  fulfillmentOrderMove(call) {
    const { args, state, time } = call
    const row = fulfillmentOrder(call)
    const location = state.byId.get(String(args['newLocationId']))
    if (location?.__typename !== 'Location' || location['isActive'] !== true)
      throw refuse(['id'], 'Location not found.')
    if (row['status'] === 'IN_PROGRESS') {
      const message = 'Cannot move a fulfillment order that has had progress reported.'
      throw refuse(['id'], message, 'CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS')
    }
    if (isOver(row) || remainingOf(row) === 0 || row['status'] === 'ON_HOLD')
      throw refuse(null, 'Cannot change location.')
    const remaining = split(call, row, args['fulfillmentOrderLineItems'], ['fulfillmentOrderLineItems'])
    assign(row, location)
    settle(row, time)
    return {
      movedFulfillmentOrder: row,
      originalFulfillmentOrder: remaining ?? row,
      remainingFulfillmentOrder: remaining ?? null,
    }
  },
} satisfies Record<string, Mutation>
