import { hash } from 'node:crypto'
import type { Store } from '../../../store/store.ts'

/** Swept with each new one. */
const mostSwept = 100

/** Tells whether a sign-in comes back for the first time. From then on it has come back, on all instances. */
export type TakeSignIn = (state: string, expiresAt: number, now: number) => Promise<boolean>

export const createTakeSignIn =
  ({ database }: Pick<Store, 'database'>): TakeSignIn =>
  async (state, expiresAt, now) => {
    const old = database
      .selectFrom('used_sign_ins')
      .select('state_digest')
      .where('expires_at', '<', new Date(now))
      .limit(mostSwept)
    await database.deleteFrom('used_sign_ins').where('state_digest', 'in', old).execute()
    const taken = await database
      .insertInto('used_sign_ins')
      .values({ state_digest: hash('sha256', state, 'base64url'), expires_at: new Date(expiresAt) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('state_digest')
      .executeTakeFirst()
    return taken !== undefined
  }
