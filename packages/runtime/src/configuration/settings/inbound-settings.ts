import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** What callers may ask for: rates, and what is refused when there is more than can be done. */
export const inboundSettings = {
  turnBudget: fromEnvironment(
    'PATCHBAY_TURN_BUDGET',
    Duration(
      'Work that one turn of the event loop may hold. Once the loop has been behind for 100 ms, requests above it are refused as `overloaded`. 0s refuses none.',
      '25ms',
    ),
  ),
  inFlightMax: fromEnvironment(
    'PATCHBAY_IN_FLIGHT_MAX',
    Type.Integer({
      description:
        'Requests that may be served at once; more are refused as `overloaded`, to bound what they take of memory.',
      default: 2_000,
      minimum: 1,
    }),
  ),
}
