import { Type } from '@patchbay/contract'
import { gid, oneOf } from '../fields.ts'

/** Decimal text, so that no digit is lost. */
export const amount = (description: string) =>
  Type.String({ pattern: '^\\d{1,15}(\\.\\d{1,3})?$', description: `${description} Decimal text.` })

/** Which units of an order are paid back. */
export const refundLines = Type.Array(
  Type.Object({
    lineItemId: gid('LineItem'),
    quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' }),
    restockType: Type.Optional(
      oneOf(
        ['CANCEL', 'NO_RESTOCK', 'RETURN'],
        'What becomes of them: CANCEL for what was not sent, RETURN for what came back.',
      ),
    ),
    locationId: Type.Optional(gid('Location', 'Where they are stocked again. Not with NO_RESTOCK.')),
  }),
  { minItems: 1, maxItems: 250, description: 'Units that are paid back.' },
)
