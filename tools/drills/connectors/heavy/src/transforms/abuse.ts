import { defineTransform } from '@patchbay/contract'

/** The ways in which a transform of a trusted connector goes wrong by mistake. */
const abuses = {
  loop: () => {
    for (;;);
  },
  leak: () => {
    let last: object = {}
    for (;;) last = { last, text: String(Math.random()) }
  },
  backtrack: () => /^(a+)+$/.test(`${'a'.repeat(64)}b`),
}

export type Abuse = keyof typeof abuses

export default defineTransform(
  import.meta.url,
  ({ abuse }: { readonly abuse: Abuse }): boolean => abuses[abuse](),
  { work: 'unbounded' },
)
