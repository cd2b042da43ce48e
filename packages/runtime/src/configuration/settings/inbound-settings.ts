import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment, Rate } from './setting.ts'

/** What callers may ask for: rates, and what is refused when there is more than can be done. */
export const inboundSettings = {
  callRate: fromEnvironment(
    'PATCHBAY_CALL_RATE',
    Rate('Operation calls that one caller may make, on all instances together.', '6000/1m'),
  ),
  readRate: fromEnvironment(
    'PATCHBAY_READ_RATE',
    Rate('Requests that one caller may make of the rest of /v1.', '600/1m'),
  ),
  openRate: fromEnvironment(
    'PATCHBAY_OPEN_RATE',
    Rate(
      'Requests that need no key, from one address: documentation, problems, unknown paths. Health and metrics are not counted.',
      '1200/1m',
    ),
  ),
  failedAuthenticationRate: fromEnvironment(
    'PATCHBAY_FAILED_AUTHENTICATION_RATE',
    Rate('Requests without a valid key from one address, before none from it is looked at.', '60/1m'),
  ),
  trustedProxies: fromEnvironment(
    'PATCHBAY_TRUSTED_PROXIES',
    Type.String({
      description:
        'Addresses or networks of the proxies in front, separated by commas, such as `10.0.0.0/8`: only they are believed about where a request comes from. `loopback`, `linklocal` and `uniquelocal` stand for those networks.',
      default: '',
    }),
  ),
  turnBudget: fromEnvironment(
    'PATCHBAY_TURN_BUDGET',
    Duration(
      'Work that one turn of the event loop may hold. Once turns have been longer for 100 ms, only as many requests are let in as are served, and the rest refused as `overloaded`. 0s refuses none.',
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
