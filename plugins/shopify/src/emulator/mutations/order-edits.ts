import { listOf } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { addRow, mintId, moneyBag, numberIn, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { orderLine, subtotalOf } from './order-creation.ts'

interface Staged {
  readonly order: Row
  /** Quantities by line, and lines that are added; nothing of it counts until the commit. */
  readonly quantities: Map<string, number>
  readonly added: Row[]
}

const linesOf = (order: Row): Row[] => listOf(order['lineItems']) as Row[]
const calculated = (line: Row): string => line.id.replace('/LineItem/', '/CalculatedLineItem/')

function sessionOf({ args, state }: MutationCall): { readonly row: Row; readonly staged: Staged } {
  const row = state.byId.get(String(args['id']))
  if (row?.__typename !== 'CalculatedOrder') throw refuse(['id'], 'The calculated order does not exist.')
  return { row, staged: row['staged'] as Staged }
}

const shown = (row: Row, { order, added }: Staged) => ({
  ...row,
  lineItems: [...linesOf(order), ...added].map((line) => ({ ...line, id: calculated(line) })),
})

export const orderEditMutations = {
  orderEditBegin({ args, state }) {
    const order = state.byId.get(String(args['id']))
    if (order?.__typename !== 'Order') throw refuse(['id'], 'The order does not exist.')
    if ((order['cancelledAt'] ?? null) !== null) throw refuse(null, 'The order cannot be edited.')
    const staged: Staged = { order, quantities: new Map(), added: [] }
    const row = addRow(state, { __typename: 'CalculatedOrder', id: mintId(state, 'CalculatedOrder'), staged })
    return { calculatedOrder: shown(row, staged) }
  },
  orderEditSetQuantity(call) {
    const { row, staged } = sessionOf(call)
    const line = linesOf(staged.order).find((each) => calculated(each) === call.args['lineItemId'])
    if (line === undefined) throw refuse(['lineItemId'], 'The line item does not exist on the order.')
    const quantity = Number(call.args['quantity'])
    if (quantity < 0) throw refuse(['quantity'], 'must be greater than or equal to 0')
    staged.quantities.set(line.id, quantity)
    return {
      calculatedLineItem: { ...line, id: calculated(line), quantity },
      calculatedOrder: shown(row, staged),
    }
  },
  orderEditAddVariant(call) {
    const { row, staged } = sessionOf(call)
    const { variantId, quantity, allowDuplicates } = call.args
    if (call.state.byId.get(String(variantId))?.__typename !== 'ProductVariant') {
      throw refuse(['variantId'], 'The variant does not exist in the shop.')
    }
    if (Number(quantity) <= 0) throw refuse(['quantity'], 'must be greater than 0')
    const line = orderLine(call, { variantId, quantity }, [])
    const isThere = [...linesOf(staged.order), ...staged.added].some(
      (each) => (each['variant'] as Row | null)?.id === variantId,
    )
    if (isThere && allowDuplicates !== true) {
      throw refuse(['id'], `The ${String(line['title'])} was not added because it's already on the order.`)
    }
    staged.added.push(line)
    return { calculatedLineItem: { ...line, id: calculated(line) }, calculatedOrder: shown(row, staged) }
  },
  orderEditCommit(call) {
    const { staged } = sessionOf(call)
    const { order, quantities, added } = staged
    if (quantities.size === 0 && added.length === 0)
      throw refuse(['id'], 'There must be at least one change to be made.')
    for (const line of linesOf(order))
      line['currentQuantity'] = quantities.get(line.id) ?? line['currentQuantity']
    order['lineItems'] = [...linesOf(order), ...added].toSorted(
      (one, two) => numberIn(one.id) - numberIn(two.id),
    )
    const total = subtotalOf(order) + centsOf(order['totalShippingPriceSet'])
    const received = centsOf(order['totalReceivedSet']) - centsOf(order['totalRefundedSet'])
    Object.assign(order, {
      edited: true,
      updatedAt: call.time,
      currentTotalPriceSet: moneyBag(total),
      totalOutstandingSet: moneyBag(Math.max(0, total - received)),
      fulfillmentOrders: undefined,
      ...(received > 0 && received < total ? { displayFinancialStatus: 'PARTIALLY_PAID' } : {}),
    })
    return { order, successMessages: ['Order updated'] }
  },
} satisfies Record<string, Mutation>
