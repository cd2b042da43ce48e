import { adminKey, type RuntimeProcess } from '../support/runtime-process.ts'

/** What an instance says of the whole audit. */
export interface Verification {
  readonly isIntact: boolean
  readonly breaches: readonly { readonly kind: string; readonly detail: string }[]
}

export async function verification({ url }: RuntimeProcess): Promise<Verification> {
  const headers = { authorization: `Bearer ${adminKey}` }
  const answer = await fetch(`${url}/v1/audit/verification`, { headers })
  const { data } = (await answer.json()) as { readonly data: Verification }
  return data
}
