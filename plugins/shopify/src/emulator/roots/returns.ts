import { listOf } from '../../json.ts'
import type { Execution } from '../execution.ts'
import { fulfillmentLinesOf } from '../fulfillment.ts'
import { rowsOf, type Row, type ShopState } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

/** Units of a line that was sent and that no return has named yet. */
export function returnableOf(state: ShopState, line: Row): number {
  const named = rowsOf(state, 'Return')
    .filter(({ status }) => status !== 'CANCELED' && status !== 'DECLINED')
    .flatMap((row) => listOf(row['returnLineItems']) as Row[])
    .filter(({ fulfillmentLineItem }) => (fulfillmentLineItem as Row).id === line.id)
    .reduce((sum, { quantity }) => sum + Number(quantity), 0)
  return Number(line['quantity']) - named
}

/** All that was sent of an order, by fulfillment; not what was taken back. */
export const sentOf = (order: Row) =>
  (listOf(order['fulfillments']) as Row[])
    .filter(({ status }) => status !== 'CANCELLED')
    .map((fulfillment) => ({ fulfillment, lines: fulfillmentLinesOf(fulfillment, order) }))

export const returnRoots = {
  returnableFulfillments({ orderId }: Arguments, { state }: Execution) {
    const order = state.byId.get(String(orderId))
    if (order?.__typename !== 'Order') return []
    return sentOf(order).map(({ fulfillment, lines }) => ({
      id: fulfillment.id.replace('/Fulfillment/', '/ReturnableFulfillment/'),
      fulfillment,
      returnableFulfillmentLineItems: lines
        .map((fulfillmentLineItem) => ({
          fulfillmentLineItem,
          quantity: returnableOf(state, fulfillmentLineItem),
        }))
        .filter(({ quantity }) => quantity > 0),
    }))
  },
}
