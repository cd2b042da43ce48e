import { Type } from '@sinclair/typebox'
import { Duration, fromEnvironment } from './setting.ts'

/** Where the transforms of connectors run, and what they may take. Each connector has threads of its own. */
export const transformSettings = {
  transformThreads: fromEnvironment(
    'PATCHBAY_TRANSFORM_THREADS',
    Type.Integer({
      description:
        'Most threads for the transforms of one connector; at the most one less than there are cores, and at least one.',
      default: 4,
      minimum: 1,
    }),
  ),
  transformQueue: fromEnvironment(
    'PATCHBAY_TRANSFORM_QUEUE',
    Type.Integer({
      description: 'Most transforms of one connector that wait for a thread; more are refused with 503.',
      default: 64,
      minimum: 0,
    }),
  ),
  transformMemory: fromEnvironment(
    'PATCHBAY_TRANSFORM_MEMORY',
    Type.Integer({
      description:
        'Heap that the thread of a transform may take, in megabytes. Buffers do not count, and one huge allocation can pass it by.',
      default: 256,
      minimum: 64,
    }),
  ),
  transformIdle: fromEnvironment(
    'PATCHBAY_TRANSFORM_IDLE',
    Duration('After how long without work a thread for transforms ends.', '30s'),
  ),
  transformInlinePlain: fromEnvironment(
    'PATCHBAY_TRANSFORM_INLINE_PLAIN',
    Type.Integer({
      description:
        'A transform whose input has more plain data than this many bytes, by estimate, runs in a thread. 0: all do.',
      default: 1_048_576,
      minimum: 0,
    }),
  ),
  transformInlineBytes: fromEnvironment(
    'PATCHBAY_TRANSFORM_INLINE_BYTES',
    Type.Integer({
      description: 'A transform whose input has more than this many bytes in buffers runs in a thread.',
      default: 65_536,
      minimum: 0,
    }),
  ),
}
