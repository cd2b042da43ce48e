import { Type } from '@patchbay/contract'

/** The input field with which a caller goes on after a page that was counted by rows. */
export const Cursor = Type.Optional(
  Type.String({
    pattern: '^\\d{1,9}$',
    description: 'Goes on after an earlier page: `meta.next` of its answer, with all other fields unchanged.',
  }),
)
