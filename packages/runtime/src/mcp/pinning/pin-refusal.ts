import { Problem } from '@patchbay/contract'
import type { ToolPin } from './tool-pins.ts'

/** What a call of a tool that is held back is answered. */
export function pinRefusal({ id, connector, version, state, suspicions }: ToolPin): Problem {
  if (state === 'unread') {
    return new Problem('state_unavailable', {
      detail: `Whether the definition of ${id} is the one that was trusted could not be read yet, because the store is away.`,
      retryAfter: 1,
    })
  }
  const why = {
    trusted: 'it is held back',
    changed: `its definition changed under version ${version} of the connector ${connector}`,
    added: `it was added under version ${version} of the connector ${connector}`,
    suspicious: `its definition holds what may be meant to deceive (${[...new Set(suspicions.map(({ rule }) => rule))].join(', ')})`,
  }[state]
  return new Problem('disabled', {
    detail: `The tool ${id} is not offered: ${why}, and an administrator has to approve it.`,
    advice: `Ask the operator to look at it with \`patchbay tools show ${id}\` and to approve it. The operation can be called over REST meanwhile.`,
  })
}
