import { fulfillmentLinesOf } from '../fulfillment.ts'
import { addRow, gidOf, rowsOf, type Row, type ShopState } from '../state.ts'
import { addSeeds, times } from './seed.ts'

/** Why things come back, and one unit that does: of the third order, which was sent whole. */
export function seedReturns(state: ShopState): void {
  addSeeds(state, [
    {
      type: 'ReturnReasonDefinition',
      after: 6_750_000_001_000,
      rows: [
        { handle: 'too-small', name: 'Too small', deleted: false },
        { handle: 'defective', name: 'Damaged or defective', deleted: false },
        { handle: 'other', name: 'Other', deleted: false },
      ],
    },
  ])
  const order = rowsOf(state, 'Order')[2]
  const [fulfillment] = (order?.['fulfillments'] ?? []) as Row[]
  if (order === undefined || fulfillment === undefined) return
  addRow(state, {
    __typename: 'Return',
    id: gidOf('Return', 6_700_000_001_001),
    ...times,
    name: `${String(order['name'])}-R1`,
    status: 'OPEN',
    order,
    totalQuantity: 1,
    refunds: [],
    returnLineItems: [
      {
        __typename: 'ReturnLineItem',
        id: gidOf('ReturnLineItem', 6_710_000_001_001),
        fulfillmentLineItem: fulfillmentLinesOf(fulfillment, order)[0],
        quantity: 1,
        processedQuantity: 0,
        refundableQuantity: 1,
        returnReasonDefinition: rowsOf(state, 'ReturnReasonDefinition')[0],
        returnReasonNote: '',
      },
    ],
  })
}
