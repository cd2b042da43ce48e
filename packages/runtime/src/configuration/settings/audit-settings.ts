import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** What is done, and how long it is known. */
export const auditSettings = {
  auditRetention: fromEnvironment(
    'PATCHBAY_AUDIT_RETENTION',
    Type.String({
      description: 'How long audit entries are kept, such as `400d`; `forever` to remove none.',
      default: 'forever',
      pattern: '^(forever|[1-9]\\d{0,5}d)$',
      examples: ['400d', 'forever'],
    }),
  ),
}
