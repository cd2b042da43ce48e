import { isObject, listOf } from '../json.ts'
import { moneyBag, type Row } from './state.ts'

/** The cents of a `MoneyBag` in the currency of the shop. */
export function centsOf(bag: unknown): number {
  const amount = isObject(bag) && isObject(bag['shopMoney']) ? bag['shopMoney']['amount'] : 0
  return Math.round(Number(amount) * 100)
}

/** What Shopify would refund of an order: given lines, its shipping, or all that is left. */
export function suggestedRefund(
  order: Readonly<Record<string, unknown>>,
  args: Readonly<Record<string, unknown>>,
) {
  const maximum = Math.max(0, centsOf(order['totalReceivedSet']) - centsOf(order['totalRefundedSet']))
  const lines = listOf(order['lineItems']) as Row[]
  const subtotal = listOf(args['refundLineItems'])
    .filter(isObject)
    .reduce((sum, { lineItemId, quantity }) => {
      const line = lines.find(({ id }) => id === lineItemId)
      return sum + centsOf(line?.['discountedUnitPriceSet']) * Number(quantity)
    }, 0)
  const shipping = args['refundShipping'] === true ? centsOf(order['totalShippingPriceSet']) : 0
  const amount = args['suggestFullRefund'] === true ? maximum : Math.min(maximum, subtotal + shipping)
  const parentTransaction = (listOf(order['transactions']) as Row[]).find(
    ({ kind, status }) => ['SALE', 'CAPTURE'].includes(String(kind)) && status === 'SUCCESS',
  )
  return {
    amountSet: moneyBag(amount),
    subtotalSet: moneyBag(amount - shipping),
    totalTaxSet: moneyBag(Math.round((amount * 19) / 119)),
    maximumRefundableSet: moneyBag(maximum),
    suggestedTransactions:
      amount === 0 || parentTransaction === undefined
        ? []
        : [
            {
              kind: 'SUGGESTED_REFUND',
              gateway: parentTransaction['gateway'],
              amountSet: moneyBag(amount),
              parentTransaction,
            },
          ],
  }
}
