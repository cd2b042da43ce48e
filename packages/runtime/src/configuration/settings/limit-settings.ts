import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** What is done about the limits of vendors. */
export const limitSettings = {
  limits: fromEnvironment(
    'PATCHBAY_LIMITS',
    Type.Union([Type.Literal('enforce'), Type.Literal('observe')], {
      description:
        'Limits of vendors: `enforce` holds requests back or refuses them; `observe` only counts what it would have refused.',
      default: 'enforce',
    }),
  ),
}
