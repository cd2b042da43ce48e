import { isObject, listOf, textOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { returnableOf, sentOf } from '../roots/returns.ts'
import { addRow, mintId, moneyBag, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { newRow } from './conventions.ts'
import { addTransaction, transactionsOf } from './orders.ts'

const linesOf = (row: Row): Row[] => listOf(row['returnLineItems']) as Row[]

function returnNamed({ state }: MutationCall, id: unknown, at: readonly string[]): Row {
  const row = state.byId.get(textOf(id) ?? '')
  if (row?.__typename !== 'Return') throw refuse(at, 'Return not found.', 'NOT_FOUND')
  return row
}

/** The lines of a new return; refused where there are not as many units to come back. */
function newLines({ state, values }: MutationCall, order: Row): Row[] {
  const sent = sentOf(order).flatMap(({ lines }) => lines)
  return listOf(values['returnLineItems'])
    .filter(isObject)
    .map((given, index): Row => {
      const at = ['returnInput', 'returnLineItems', String(index)]
      const line = sent.find(({ id }) => id === given['fulfillmentLineItemId'])
      if (line === undefined) {
        throw refuse([...at, 'fulfillmentLineItemId'], 'Fulfillment Line Item was not found.', 'NOT_FOUND')
      }
      const quantity = Number(given['quantity'])
      if (quantity > returnableOf(state, line)) {
        throw refuse([...at, 'quantity'], 'Return line item has an invalid quantity.', 'INVALID')
      }
      const reason = state.byId.get(String(given['returnReasonDefinitionId']))
      if (reason?.__typename !== 'ReturnReasonDefinition') {
        const message = 'Return line items Either return reason or return reason definition must be provided'
        throw refuse(at, message, 'NOT_FOUND')
      }
      const note = textOf(given['returnReasonNote']) ?? ''
      if (reason['handle'] === 'other' && note === '') {
        const message =
          'Return line items return reason note The note is required when the return reason is "Other"'
        throw refuse([...at, 'returnReasonNote'], message, 'BLANK')
      }
      return {
        __typename: 'ReturnLineItem',
        id: mintId(state, 'ReturnLineItem'),
        fulfillmentLineItem: line,
        quantity,
        processedQuantity: 0,
        refundableQuantity: quantity,
        returnReasonDefinition: reason,
        returnReasonNote: note,
      }
    })
}

/** Pays back as much as was given, to the payments that were named. */
function pay(call: MutationCall, order: Row, row: Row): void {
  const transfer = call.values['financialTransfer']
  const issued = isObject(transfer) && isObject(transfer['issueRefund']) ? transfer['issueRefund'] : undefined
  const given = listOf(issued?.['orderTransactions']).filter(isObject)
  if (given.length === 0) return
  const at = ['input', 'financialTransfer', 'issueRefund', 'orderTransactions']
  const parts = given.map(({ parentId, transactionAmount }, index) => {
    const parentTransaction = transactionsOf(order).find(({ id }) => id === parentId)
    if (parentTransaction === undefined) {
      throw refuse([...at, String(index), 'parentId'], 'Order transaction was not found.', 'NOT_FOUND')
    }
    const cents = Math.round(Number(isObject(transactionAmount) ? transactionAmount['amount'] : 0) * 100)
    return { parentTransaction, cents }
  })
  const total = parts.reduce((sum, { cents }) => sum + cents, 0)
  const before = centsOf(order['totalRefundedSet'])
  if (total > centsOf(order['totalReceivedSet']) - before) {
    throw refuse(at, 'Refund amount is greater than net payment received.', 'INVALID')
  }
  for (const part of parts) addTransaction(call, order, { kind: 'REFUND', ...part })
  const refund = addRow(call.state, { ...newRow(call, 'Refund'), order, totalRefundedSet: moneyBag(total) })
  row['refunds'] = [...listOf(row['refunds']), refund]
  Object.assign(order, {
    refunds: [...listOf(order['refunds']), refund],
    totalRefundedSet: moneyBag(before + total),
    displayFinancialStatus:
      before + total >= centsOf(order['totalReceivedSet']) ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
  })
}

export const returnMutations = {
  returnCreate(call) {
    const { values, state, time } = call
    const order = state.byId.get(String(values['orderId']))
    if (order?.__typename !== 'Order')
      throw refuse(['returnInput', 'orderId'], 'Order not found.', 'NOT_FOUND')
    const lines = newLines(call, order)
    const before = rowsOf(state, 'Return').filter((each) => each['order'] === order).length
    const row = addRow(state, {
      ...newRow(call, 'Return'),
      name: `${String(order['name'])}-R${before + 1}`,
      status: 'OPEN',
      order,
      totalQuantity: lines.reduce((sum, { quantity }) => sum + Number(quantity), 0),
      returnLineItems: lines,
      refunds: [],
    })
    Object.assign(order, { returnStatus: 'IN_PROGRESS', updatedAt: time })
    return { return: row }
  },
  returnProcess(call) {
    const { values } = call
    const row = returnNamed(call, values['returnId'], ['input', 'returnId'])
    if (row['status'] !== 'OPEN')
      throw refuse(['input', 'returnId'], 'Return status is invalid.', 'INVALID_STATE')
    const units = listOf(values['returnLineItems'])
      .filter(isObject)
      .map(({ id, quantity }, index) => {
        const at = ['input', 'returnLineItems', String(index)]
        const line = linesOf(row).find((each) => each.id === id)
        if (line === undefined) throw refuse([...at, 'id'], 'Return line item was not found.', 'NOT_FOUND')
        if (Number(quantity) > Number(line['quantity']) - Number(line['processedQuantity'])) {
          throw refuse([...at, 'quantity'], 'Return line item has an invalid quantity.', 'INVALID')
        }
        return { line, quantity: Number(quantity) }
      })
    const order = row['order'] as Row
    pay(call, order, row)
    for (const { line, quantity } of units) {
      line['processedQuantity'] = Number(line['processedQuantity']) + quantity
      line['refundableQuantity'] = Number(line['refundableQuantity']) - quantity
    }
    if (linesOf(row).every((line) => line['processedQuantity'] === line['quantity'])) close(row, call.time)
    return { return: row }
  },
  returnClose(call) {
    const row = returnNamed(call, call.args['id'], ['id'])
    if (row['status'] !== 'OPEN' && row['status'] !== 'CLOSED') {
      throw refuse(['id'], 'Return status is invalid.', 'INVALID_STATE')
    }
    if (row['status'] === 'OPEN') close(row, call.time)
    return { return: row }
  },
} satisfies Record<string, Mutation>

function close(row: Row, time: string): void {
  Object.assign(row, { status: 'CLOSED', closedAt: time })
  Object.assign(row['order'] as Row, { returnStatus: 'RETURNED', updatedAt: time })
}
