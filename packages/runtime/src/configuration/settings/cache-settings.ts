import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** Answers that are kept. */
export const cacheSettings = {
  cacheBytes: fromEnvironment(
    'PATCHBAY_CACHE_BYTES',
    Type.Integer({
      description:
        "Most bytes of answers that this instance holds in its own memory. Vendors' answers that can be asked for conditionally take up to a quarter of it more.",
      default: 67_108_864,
      minimum: 65_536,
    }),
  ),
  cacheEntryBytes: fromEnvironment(
    'PATCHBAY_CACHE_ENTRY_BYTES',
    Type.Integer({
      description: 'Largest answer that is kept at all, in bytes.',
      default: 1_048_576,
      minimum: 1_024,
    }),
  ),
}
