import { isObject, listOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { mintId, moneyBag, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { existing, newJob, removed, updated } from './conventions.ts'

export const transactionsOf = (order: Row): Row[] => listOf(order['transactions']) as Row[]

/** Notes a payment, or a step of one, on an order. */
export function addTransaction(
  { state, time }: MutationCall,
  order: Row,
  { cents, ...more }: { readonly cents: number } & Readonly<Record<string, unknown>>,
): Row {
  const made: Row = {
    __typename: 'OrderTransaction',
    id: mintId(state, 'OrderTransaction'),
    status: 'SUCCESS',
    gateway: 'shopify_payments',
    amountSet: moneyBag(cents),
    createdAt: time,
    processedAt: time,
    test: false,
    ...more,
  }
  order['transactions'] = [...transactionsOf(order), made]
  order['updatedAt'] = time
  return made
}

/** What is paid leaves less outstanding. */
function pay(order: Row, cents: number): void {
  const outstanding = Math.max(0, centsOf(order['totalOutstandingSet']) - cents)
  Object.assign(order, {
    totalOutstandingSet: moneyBag(outstanding),
    totalReceivedSet: moneyBag(centsOf(order['totalReceivedSet']) + cents),
    displayFinancialStatus: outstanding === 0 ? 'PAID' : 'PARTIALLY_PAID',
    fullyPaid: outstanding === 0,
  })
}

const archived =
  (closed: boolean): Mutation =>
  (call) => {
    const order = existing(call, 'Order')
    if (order['closed'] !== closed) {
      Object.assign(order, { closed, closedAt: closed ? call.time : null, updatedAt: call.time })
    }
    return { order }
  }

function cancel(call: MutationCall): Readonly<Record<string, unknown>> {
  const { args, state, time } = call
  const order = state.byId.get(String(args['orderId']))
  const refusal =
    order?.__typename !== 'Order'
      ? { message: 'Order does not exist', code: 'NOT_FOUND' }
      : order['cancelledAt'] !== null
        ? { message: 'Cannot cancel an order that has already been canceled', code: 'INVALID' }
        : listOf(order['fulfillments']).length > 0
          ? { message: 'Cannot cancel an order that has outstanding fulfillments', code: 'INVALID' }
          : undefined
  if (order === undefined || refusal !== undefined) {
    return { orderCancelUserErrors: [{ field: ['orderId'], ...refusal }] }
  }
  const method = isObject(args['refundMethod']) ? args['refundMethod'] : {}
  const received = centsOf(order['totalReceivedSet'])
  const isRefunded = method['originalPaymentMethodsRefund'] === true && received > 0
  if (isRefunded) addTransaction(call, order, { kind: 'REFUND', cents: received })
  Object.assign(order, {
    cancelledAt: time,
    cancelReason: args['reason'],
    closed: true,
    closedAt: time,
    updatedAt: time,
    currentTotalPriceSet: moneyBag(0),
    totalOutstandingSet: moneyBag(0),
    ...(isRefunded ? { totalRefundedSet: moneyBag(received), displayFinancialStatus: 'REFUNDED' } : {}),
    ...(received === 0 ? { displayFinancialStatus: 'VOIDED' } : {}),
  })
  return { job: newJob(call), orderCancelUserErrors: [] }
}

function capture(call: MutationCall): { readonly transaction: Row } {
  const order = existing(call, 'Order')
  const parent = transactionsOf(order).find(({ id }) => id === call.values['parentTransactionId'])
  if (parent === undefined) throw refuse(null, 'Unable to find parent transaction')
  if (parent['kind'] !== 'AUTHORIZATION' || parent['status'] !== 'SUCCESS') {
    throw refuse(null, 'Parent transaction should be a successful authorization')
  }
  const cents = Math.round(Number(call.values['amount']) * 100)
  if (cents <= 0) throw refuse(null, 'Amount must be greater than zero for capture transactions')
  const taken = transactionsOf(order)
    .filter(({ kind, parentTransaction }) => kind === 'CAPTURE' && parentTransaction === parent)
    .reduce((sum, each) => sum + centsOf(each['amountSet']), 0)
  const authorized = centsOf(parent['amountSet'])
  if (taken + cents > authorized) {
    const most = (authorized / 100).toFixed(2)
    throw refuse(null, `Cannot capture more than the authorized ${most} for this payment.`)
  }
  pay(order, cents)
  return { transaction: addTransaction(call, order, { kind: 'CAPTURE', cents, parentTransaction: parent }) }
}

export const orderMutations = {
  orderUpdate: updated({
    isArgumentNamed: false,
    finish(order, { values: { shippingAddress: given } }) {
      const address = order['shippingAddress']
      if (isObject(given) && isObject(address) && given['countryCode'] !== undefined)
        order['shippingAddress'] = { ...address, countryCodeV2: given['countryCode'] }
    },
  }),
  orderCancel: cancel,
  orderClose: archived(true),
  orderOpen: archived(false),
  orderMarkAsPaid(call) {
    const order = existing(call, 'Order')
    const cents = centsOf(order['totalOutstandingSet'])
    if (cents === 0 || order['cancelledAt'] !== null) {
      throw refuse(['id'], 'Order cannot be marked as paid.')
    }
    pay(order, cents)
    addTransaction(call, order, { kind: 'SALE', cents, gateway: 'manual' })
    return { order }
  },
  orderCapture: capture,
  transactionVoid(call) {
    const id = call.args['parentTransactionId']
    for (const order of rowsOf(call.state, 'Order')) {
      const parentTransaction = transactionsOf(order).find((each) => each.id === id)
      if (parentTransaction === undefined) continue
      if (parentTransaction['kind'] !== 'AUTHORIZATION' || parentTransaction['status'] !== 'SUCCESS') {
        throw refuse(
          ['parentTransactionId'],
          'Parent transaction must be a successful authorization',
          'AUTH_NOT_SUCCESSFUL',
        )
      }
      const isUsed = transactionsOf(order).some((each) => each['parentTransaction'] === parentTransaction)
      if (isUsed) {
        throw refuse(
          ['parentTransactionId'],
          'Parent transaction require a parent_id referring to a voidable transaction',
          'AUTH_NOT_VOIDABLE',
        )
      }
      const cents = centsOf(parentTransaction['amountSet'])
      order['displayFinancialStatus'] = 'VOIDED'
      return { transaction: addTransaction(call, order, { kind: 'VOID', cents, parentTransaction }) }
    }
    throw refuse(['parentTransactionId'], 'Transaction does not exist', 'TRANSACTION_NOT_FOUND')
  },
  orderCustomerSet(call) {
    const order = existing(call, 'Order')
    const customer = call.state.byId.get(String(call.args['customerId']))
    if (customer?.__typename !== 'Customer') {
      throw refuse(['customerId'], 'Customer does not exist', 'NOT_FOUND')
    }
    Object.assign(order, { customer, updatedAt: call.time })
    return { order }
  },
  orderDelete: removed('Order'),
} satisfies Record<string, Mutation>
